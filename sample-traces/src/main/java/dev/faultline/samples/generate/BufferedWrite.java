// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** pwrite of one page (mm/filemap.c generic_perform_write, fs/ext4/inode.c ext4_da_write_begin and _end). */
final class BufferedWrite extends Activity {
    private static final int LOCKED = 1;
    private static final int PAGE = 2;
    private static final int BALANCED = 3;

    private final Simulation simulation;
    private final Program program;
    private final SimFile file;
    private final Balance balance;
    private final Event begin;
    private final Event end;
    private int index;

    BufferedWrite(Simulation simulation, Program program) {
        this.simulation = simulation;
        this.program = program;
        this.file = program.mapping.file;
        this.balance = new Balance(simulation);
        begin = part("ext4_da_write_begin");
        end = part("ext4_da_write_end").constant("copied", SimFile.PAGE);
    }

    private Event part(String event) {
        return simulation
                .recorder
                .event("ext4", event, "pos")
                .constant("dev", file.fs.dev)
                .constant("ino", file.ino)
                .constant("len", SimFile.PAGE);
    }

    BufferedWrite of(int page) {
        index = page;
        return this;
    }

    private long position() {
        return (long) index << SimFile.PAGE_SHIFT;
    }

    @Override
    long step(Task task) {
        return switch (at) {
            case LOCKED -> file.inodeLock.acquire(task, true) ? then(PAGE, 100) : ASLEEP;
            case PAGE -> page(task);
            case BALANCED -> {
                file.inodeLock.release(task);
                simulation.syscalls.exit("pwrite64", SimFile.PAGE);
                yield DONE;
            }
            default -> {
                simulation.syscalls.pwrite(program.fd, SimFile.PAGE, position());
                yield then(LOCKED, 100);
            }
        };
    }

    private long page(Task task) {
        if (file.is(index, PageFlags.LOCKED)) {
            return task.waitOn(file.waiters, Task.UNINTERRUPTIBLE);
        }
        if (file.fs.type.stable() && file.is(index, PageFlags.WRITEBACK)) {
            file.fs.events.waitForWriteback(file, index);
            return task.waitOn(file.waiters, Task.UNINTERRUPTIBLE);
        }
        boolean ext4 = file.fs.type.journal();
        if (ext4) {
            begin.start().add(position()).emit();
        }
        if (!file.is(index, PageFlags.PRESENT)) {
            simulation.folios.add(task, file, index);
        }
        simulation.folios.dirty(task, file, index);
        file.size = Math.max(file.size, position() + SimFile.PAGE);
        if (ext4) {
            end.start().add(position()).emit();
        }
        at = BALANCED;
        return task.call(balance.of(file, null));
    }
}
