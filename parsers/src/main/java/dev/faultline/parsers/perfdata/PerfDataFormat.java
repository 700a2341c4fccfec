// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureFormat;
import dev.faultline.parsers.io.CaptureFile;
import java.io.IOException;

/**
 * perf.data: as a file, as a pipe's stream, or the file {@code data} of a directory beside its {@code data.N} (Linux
 * tools/perf/Documentation/perf.data-file-format.txt and perf.data-directory-format.txt).
 */
public final class PerfDataFormat implements CaptureFormat {
    private static final String NAME = "perf.data";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(byte[] head) {
        return FileHeader.hasMagic(head);
    }

    @Override
    public boolean readsAsItArrives(byte[] head) {
        return FileHeader.isPipe(head);
    }

    /**
     * What stands before the records.
     *
     * @param contents attrs, features, names
     * @param data where the records are
     */
    record Head(PerfContents contents, Section data) {}

    /** Reads all but the records of one file. */
    static Head head(CaptureFile file) throws IOException {
        FileHeader header = FileHeader.read(file);
        PerfContents contents = new PerfContents(file, header);
        contents.packing(file);
        Section data = header.pipe() ? new PipeHead(contents).read() : new FileHead(contents).read();
        new EventNames(contents).complete();
        return new Head(contents, data);
    }

    @Override
    public Capture open(CaptureFile file) throws IOException {
        Head head = head(file);
        PerfContents contents = head.contents();
        boolean opened = false;
        try {
            if (contents.feature(Feature.DIR_FORMAT) != null) {
                DirectoryParts.open(contents);
            }
            KcoreDirectory.open(contents);
            Capture capture = new PerfDataCapture(contents, head.data());
            opened = true;
            return capture;
        } finally {
            if (!opened) {
                DirectoryParts.close(contents);
            }
        }
    }
}
