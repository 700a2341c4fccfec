// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** fsync, or msync with MS_SYNC: write all dirty pages, wait for them, commit the journal (fs/ext4/fsync.c). */
final class SyncFile extends Activity {
    private static final int WRITE = 1;
    private static final int WAIT = 2;
    private static final int COMMIT = 3;
    private static final int COMMITTED = 4;
    private static final int LOGGED = 5;

    private final Simulation simulation;
    private final SimFile file;
    private final Program program;
    private final boolean msync;
    private final WriteOut writeOut;
    private final AwaitPages await = new AwaitPages();
    private final SyncEvents events;
    private long transaction;

    SyncFile(Simulation simulation, Program program, boolean msync) {
        this.simulation = simulation;
        this.program = program;
        this.file = program.mapping.file;
        this.msync = msync;
        this.writeOut = new WriteOut(simulation);
        this.events = new SyncEvents(simulation.recorder, file);
    }

    @Override
    long step(Task task) {
        return switch (at) {
            case WRITE -> write(task);
            case WAIT -> {
                events.writepagesExit(writeOut.written());
                at = COMMIT;
                yield task.call(await.of(file, 0, file.pages));
            }
            case COMMIT -> commit(task);
            case COMMITTED -> committed(task);
            case LOGGED -> end();
            default -> {
                enter();
                yield then(WRITE, 500);
            }
        };
    }

    private void enter() {
        if (msync) {
            simulation.syscalls.msync(program.mapping);
        } else {
            simulation.syscalls.fsync(program.fd);
        }
        events.enter();
    }

    private long write(Task task) {
        if (file.dirty.isEmpty() && file.writeback.isEmpty()) {
            return then(COMMIT, 0);
        }
        events.writepagesEntry();
        at = WAIT;
        return task.call(writeOut.of(file, 0, file.pages, true));
    }

    private long commit(Task task) {
        Journal journal = file.fs.journal;
        if (journal == null) {
            at = LOGGED;
            return task.sleep(10_000 + file.fs.spec.commit().draw(simulation.dice), Task.UNINTERRUPTIBLE);
        }
        if (!file.inJournal) {
            return then(LOGGED, 0);
        }
        file.inJournal = false;
        transaction = journal.request();
        return then(COMMITTED, 0);
    }

    private long committed(Task task) {
        Journal journal = file.fs.journal;
        return journal == null || journal.committed(transaction) ? then(LOGGED, 0) : journal.await(task);
    }

    private long end() {
        events.exit();
        if (msync) {
            simulation.syscalls.exit("msync", 0);
        } else {
            simulation.syscalls.exit("fsync", 0);
        }
        return DONE;
    }
}
