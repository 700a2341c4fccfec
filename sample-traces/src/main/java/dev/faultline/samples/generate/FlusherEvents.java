// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** Events of a flusher thread (include/trace/events/writeback.h). */
final class FlusherEvents {
    private static final int PAGES_PER_INODE = 1024;
    private static final String[] WORK = {"nr_pages", "for_kupdate", "for_background", "reason"};
    private static final String[] INODE = {"ino", "state", "dirtied_when", "nr_to_write", "wrote"};
    private static final long DIRTY_PAGES_SYNC = 0x87;
    private static final long SYNC_ONLY = 0x80;

    private final Recorder recorder;
    private final String bdi;
    private final Event wake;
    private final Event start;
    private final Event queueIo;
    private final Event inodeStart;
    private final Event inodeEnd;
    private final Event written;
    private final Event pagesWritten;

    FlusherEvents(Recorder recorder, String bdi) {
        this.recorder = recorder;
        this.bdi = bdi;
        wake = event("writeback_wake_background");
        start = event("writeback_start", WORK).constant("range_cyclic", 1);
        written = event("writeback_written", WORK).constant("range_cyclic", 1);
        queueIo = event("writeback_queue_io", "older", "moved", "reason");
        inodeStart = event("writeback_single_inode_start", INODE);
        inodeEnd = event("writeback_single_inode", INODE);
        pagesWritten = recorder.event("writeback", "writeback_pages_written", "pages");
    }

    private Event event(String name, String... fields) {
        return recorder.event("writeback", name, fields).text("name", bdi).constant("cgroup_ino", 1);
    }

    void wakeBackground() {
        wake.start().emit();
    }

    void globalState(FileSystem fs) {
        fs.events.globalState(fs.simulation.memory);
    }

    void begin(boolean background, int reason) {
        work(start, Long.MAX_VALUE, background, reason);
        queueIo.start()
                .add(InodeEvents.jiffies(recorder.now()))
                .add(1)
                .add(reason)
                .emit();
    }

    private static void work(Event event, long pages, boolean background, int reason) {
        event.start()
                .add(pages)
                .add(background ? 0 : 1)
                .add(background ? 1 : 0)
                .add(reason)
                .emit();
    }

    void inodeStart(SimFile file) {
        inode(inodeStart, file, DIRTY_PAGES_SYNC, 0);
    }

    void inodeEnd(SimFile file, int pages) {
        inode(inodeEnd, file, SYNC_ONLY, pages);
    }

    private void inode(Event event, SimFile file, long state, int pages) {
        event.start()
                .add(file.ino)
                .add(recorder.kernel().inodeState(state))
                .add(InodeEvents.jiffies(file.dirtiedWhen))
                .add(Math.max(0, PAGES_PER_INODE - pages))
                .add(pages)
                .emit();
    }

    void end(boolean background, int reason, int pages) {
        work(written, Long.MAX_VALUE - pages, background, reason);
        pagesWritten.start().add(pages).emit();
    }
}
