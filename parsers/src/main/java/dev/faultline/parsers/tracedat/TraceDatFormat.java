// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureFormat;
import dev.faultline.parsers.io.CaptureFile;
import java.io.IOException;

/** trace.dat, versions 6 and 7 (trace-cmd Documentation/trace-cmd/trace-cmd.dat.v6.5.txt and .v7.5.txt). */
public final class TraceDatFormat implements CaptureFormat {
    @Override
    public String name() {
        return "trace.dat";
    }

    @Override
    public boolean recognises(byte[] head) {
        return TraceDatHeader.hasMagic(head);
    }

    @Override
    public Capture open(CaptureFile file) throws IOException {
        TraceDatHeader header = TraceDatHeader.read(file);
        Contents contents = new Contents(file, header);
        contents.packing(file);
        if (header.sectioned()) {
            new SectionedBody(contents).read();
        } else {
            new SequentialBody(contents).read();
        }
        return new TraceDatCapture(contents);
    }
}
