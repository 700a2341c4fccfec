// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** Events around the sync of one file. */
final class SyncEvents {
    private static final long ALL = Long.MAX_VALUE;

    private final SimFile file;
    private final Event writepages;
    private final Event writepagesExit;
    private final Event ext4Enter;
    private final Event ext4Exit;
    private final Event ext4Writepages;
    private final Event ext4Result;
    private final boolean ext4;

    SyncEvents(Recorder recorder, SimFile file) {
        this.file = file;
        ext4 = file.fs.type.journal();
        writepages = recorder.probe("do_writepages", "isize")
                .constant("mapping", file.mapping)
                .constant("ino", file.ino)
                .constant("dev", file.fs.dev)
                .constant("nr_to_write", ALL);
        writepagesExit = recorder.probeReturn("do_writepages");
        ext4Enter = ext4(recorder, "ext4_sync_file_enter").constant("parent", 12);
        ext4Exit = ext4(recorder, "ext4_sync_file_exit");
        ext4Writepages = ext4(recorder, "ext4_writepages")
                .constant("nr_to_write", ALL)
                .constant("range_end", ALL)
                .constant("sync_mode", 1);
        ext4Result = ext4(recorder, "ext4_writepages_result", "pages_written").constant("sync_mode", 1);
    }

    private Event ext4(Recorder recorder, String event, String... fields) {
        return recorder.event("ext4", event, fields)
                .constant("dev", file.fs.dev)
                .constant("ino", file.ino);
    }

    void enter() {
        if (ext4) {
            ext4Enter.emit();
        }
    }

    void writepagesEntry() {
        writepages.start().add(file.size).emit();
        if (ext4) {
            ext4Writepages.emit();
        }
    }

    void writepagesExit(int pages) {
        if (ext4) {
            ext4Result.start().add(pages).emit();
        }
        writepagesExit.start().add(0).emit();
    }

    void exit() {
        if (ext4) {
            ext4Exit.emit();
        }
    }
}
