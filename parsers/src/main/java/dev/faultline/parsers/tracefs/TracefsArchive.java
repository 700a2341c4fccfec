// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureFormat;
import dev.faultline.parsers.io.CaptureFile;
import java.io.IOException;

/** A tar archive of what {@link TracefsDirectory} reads. */
public final class TracefsArchive implements CaptureFormat {
    @Override
    public String name() {
        return TracefsFacts.NAME + " in a tar archive";
    }

    @Override
    public boolean recognises(byte[] head) {
        return TarEntries.hasMagic(head);
    }

    @Override
    public Capture open(CaptureFile file) throws IOException {
        return TracefsCapture.open(SavedTree.ofArchive(file));
    }
}
