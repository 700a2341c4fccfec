// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** The jbd2 journal of a file system, and the thread that commits it (fs/jbd2/commit.c). */
final class Journal extends Activity {
    private static final int LOCK = 1;
    private static final int LOG = 2;
    private static final int END = 3;
    private static final long LOCKED_NS = 30_000;
    private static final int LINE = 6196;
    private static final int BLOCKS = 3;

    /** Tasks that wait for a handle. */
    final WaitQueue unlocked = new WaitQueue();

    /** Tasks that wait for a commit. */
    private final WaitQueue committed = new WaitQueue();

    private final WaitQueue work = new WaitQueue();
    private final FileSystem fs;
    private final LockClass handle;
    private final Event handleStart;
    private final Event handleStats;
    private final Event startCommit;
    private final Event locking;
    private final Event flushing;
    private final Event logging;
    private final Event endCommit;
    private final Event stats;
    private long running = 2;
    private long done = 1;
    private long wanted = 1;
    private boolean locked;
    private long begun;

    Journal(FileSystem fs) {
        this.fs = fs;
        Recorder recorder = fs.simulation.recorder;
        handle = new LockClass(fs.simulation, "jbd2_handle", false);
        handleStart = event(recorder, "jbd2_handle_start", "tid")
                .constant("type", 1)
                .constant("line_no", LINE)
                .constant("requested_blocks", BLOCKS);
        handleStats = event(recorder, "jbd2_handle_stats", "tid")
                .constant("type", 1)
                .constant("line_no", LINE)
                .constant("requested_blocks", BLOCKS);
        startCommit = event(recorder, "jbd2_start_commit", "transaction");
        locking = event(recorder, "jbd2_commit_locking", "transaction");
        flushing = event(recorder, "jbd2_commit_flushing", "transaction");
        logging = event(recorder, "jbd2_commit_logging", "transaction");
        endCommit = event(recorder, "jbd2_end_commit", "transaction", "head");
        stats = event(recorder, "jbd2_run_stats", "tid", "logging").constant("handle_count", 1);
        Task thread = fs.simulation.kernelTask("jbd2/" + fs.spec.name() + "-8");
        thread.launch(this, fs.simulation.recorder.now());
    }

    private Event event(Recorder recorder, String name, String... fields) {
        return recorder.event("jbd2", name, fields).constant("dev", fs.dev);
    }

    /** No new handles are given while a transaction is locked. */
    boolean locked() {
        return locked;
    }

    /** A handle, begun and ended: the file's inode is in the running transaction. */
    void handle(Task task, SimFile file) {
        handleStart.start().add(running).emit();
        handle.take(task, LockClass.TRY_READ);
        handle.release(task);
        handleStats.start().add(running).emit();
        file.inJournal = true;
    }

    /** Asks for a commit of all there is; returns what to wait for. */
    long request() {
        wanted = running;
        work.wakeAll();
        return wanted;
    }

    boolean committed(long transaction) {
        return done >= transaction;
    }

    long await(Task task) {
        return task.waitOn(committed, Task.UNINTERRUPTIBLE);
    }

    @Override
    long step(Task task) {
        return switch (at) {
            case LOCK -> lock();
            case LOG -> log(task);
            case END -> end();
            default -> {
                if (wanted <= done) {
                    yield task.waitOn(work, Task.SLEEPING);
                }
                begun = running;
                startCommit.start().add(begun).emit();
                locked = true;
                locking.start().add(begun).emit();
                yield then(LOCK, LOCKED_NS);
            }
        };
    }

    private long lock() {
        running++;
        flushing.start().add(begun).emit();
        locked = false;
        unlocked.wakeAll();
        return then(LOG, 2_000);
    }

    private long log(Task task) {
        logging.start().add(begun).emit();
        at = END;
        return task.sleep(10_000 + fs.spec.commit().draw(fs.simulation.dice), Task.UNINTERRUPTIBLE);
    }

    private long end() {
        endCommit.start().add(begun).add(begun - 1).emit();
        stats.start().add(begun).add(0).emit();
        done = begun;
        committed.wakeAll();
        return then(0, 0);
    }
}
