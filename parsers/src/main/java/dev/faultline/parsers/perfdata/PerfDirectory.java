// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureDirectory;
import dev.faultline.parsers.io.CaptureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code perf record --threads} writes (Linux tools/perf/Documentation/perf.data-directory-format.txt). */
public final class PerfDirectory implements CaptureDirectory {
    /** The file to start with. */
    private static final String DATA = "data";

    @Override
    public String name() {
        return "perf.data (--threads)";
    }

    @Override
    public boolean recognises(Path directory) {
        return Files.isRegularFile(directory.resolve(DATA));
    }

    @Override
    public Capture open(Path directory) throws IOException {
        CaptureFile file = CaptureFile.open(directory.resolve(DATA));
        boolean opened = false;
        try {
            Capture capture = new PerfDataFormat().open(file);
            opened = true;
            return capture;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }
}
