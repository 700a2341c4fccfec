// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** Events about the inodes and the disk of one file system; its name is in most of them. */
final class InodeEvents {
    /** I_DIRTY_SYNC and I_DIRTY_PAGES (include/linux/fs.h, up to 6.9). */
    static final int SYNC = 1;

    static final int PAGES = 4;

    private static final long STATE = 0x7;
    private static final int REGULAR_FILE = 0100644;
    private static final long NANOS_PER_JIFFY = 4_000_000;

    private final FileSystem fs;
    private final Recorder recorder;
    private final Event dirtied;
    private final Event markDirty;
    private final Event enqueue;
    private final Event wait;
    private final Event inodeWriteback;
    private final Event inodeDone;
    private final Event globalState;
    private final Event balance;
    private final BalanceProbe outer;
    private final BalanceProbe flagged;

    /** balance_dirty_pages_ratelimited, or since 5.17 the function with flags that it calls. */
    private static final class BalanceProbe {
        private final Event entry;
        private final Event exit;

        BalanceProbe(Recorder recorder, String function) {
            entry = recorder.probe(function, "mapping", "ino", "dev", "isize");
            exit = recorder.probeReturn(function);
        }

        void enter(SimFile file) {
            entry.start()
                    .add(file.mapping)
                    .add(file.ino)
                    .add(file.fs.dev)
                    .add(file.size)
                    .emit();
        }

        void leave() {
            exit.start().add(0).emit();
        }
    }

    InodeEvents(Recorder recorder, FileSystem fs) {
        this.recorder = recorder;
        this.fs = fs;
        String[] page = {"ino", "index"};
        boolean folios = fs.simulation.kernel.folios();
        dirtied = named(folios ? "writeback_dirty_folio" : "writeback_dirty_page", page);
        wait = named(folios ? "folio_wait_writeback" : "wait_on_page_writeback", page);
        markDirty = named("writeback_mark_inode_dirty", "ino", "flags").constant("state", state());
        enqueue = ofInode("writeback_dirty_inode_enqueue");
        inodeWriteback = ofInode("sb_mark_inode_writeback");
        inodeDone = ofInode("sb_clear_inode_writeback");
        globalState = recorder.event(
                "writeback",
                "global_dirty_state",
                "nr_dirty",
                "nr_writeback",
                "background_thresh",
                "dirty_thresh",
                "dirty_limit",
                "nr_dirtied",
                "nr_written");
        balance = recorder.event(
                        "writeback",
                        "balance_dirty_pages",
                        "limit",
                        "setpoint",
                        "dirty",
                        "bdi_setpoint",
                        "bdi_dirty",
                        "dirtied",
                        "dirtied_pause",
                        "paused",
                        "pause",
                        "period")
                .text("bdi", fs.bdi())
                .constant("dirty_ratelimit", 400)
                .constant("task_ratelimit", 100)
                .constant("cgroup_ino", 1);
        outer = new BalanceProbe(recorder, "balance_dirty_pages_ratelimited");
        flagged = new BalanceProbe(recorder, "balance_dirty_pages_ratelimited_flags");
    }

    private long state() {
        return recorder.kernel().inodeState(STATE);
    }

    private Event named(String event, String... fields) {
        return recorder.event("writeback", event, fields).text("name", fs.bdi());
    }

    private Event ofInode(String event) {
        return recorder.event("writeback", event, "ino", "dirtied_when")
                .constant("dev", fs.dev)
                .constant("state", state())
                .constant("mode", REGULAR_FILE);
    }

    void dirtied(SimFile file, int index) {
        dirtied.start().add(file.ino).add(index).emit();
    }

    /** folio_wait_writeback, before the task goes to sleep. */
    void waitForWriteback(SimFile file, int index) {
        wait.start().add(file.ino).add(index).emit();
    }

    void markInodeDirty(SimFile file, int what) {
        markDirty.start().add(file.ino).add(recorder.kernel().inodeState(what)).emit();
    }

    /** A clean inode goes on the list of dirty ones. */
    void enqueue(SimFile file) {
        enqueue.start().add(file.ino).add(jiffies(file.dirtiedWhen)).emit();
    }

    /** The first page of the inode goes under writeback, or the last one is done. */
    void writebackOfInode(SimFile file, boolean begins) {
        (begins ? inodeWriteback : inodeDone)
                .start()
                .add(file.ino)
                .add(jiffies(file.dirtiedWhen))
                .emit();
    }

    void globalState(Memory memory) {
        globalState
                .start()
                .add(memory.dirty)
                .add(memory.writeback)
                .add(memory.background)
                .add(memory.limit)
                .add(memory.limit)
                .add(memory.dirtied)
                .add(memory.written)
                .emit();
        fs.simulation.truth.state(memory);
    }

    /** The plan of a pause, before it; times in milliseconds. */
    void balance(Memory memory, int dirtied, long pausedMs, long pauseMs) {
        balance.start()
                .add(memory.limit)
                .add(memory.freerun())
                .add(memory.held())
                .add(memory.freerun())
                .add(memory.held())
                .add(dirtied)
                .add(dirtied)
                .add(pausedMs)
                .add(pauseMs)
                .add(pauseMs)
                .emit();
    }

    void balanceEntry(SimFile file) {
        outer.enter(file);
        flagged.enter(file);
    }

    void balanceExit() {
        flagged.leave();
        outer.leave();
    }

    static long jiffies(long ns) {
        return ns / NANOS_PER_JIFFY;
    }
}
