// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import dev.faultline.parsers.io.CaptureFile;
import java.io.IOException;

/** A kind of capture file. */
public interface CaptureFormat {
    /** Bytes of the file's beginning that {@link #recognises} may look at. */
    int HEAD = 64;

    /** The format's name, for example {@code trace.dat}. */
    String name();

    /** Whether a file that begins with these bytes is of this format. */
    boolean recognises(byte[] head);

    /**
     * Opens a file of this format. The capture owns {@code file} and closes it; on failure the caller does.
     *
     * @throws dev.faultline.parsers.io.MalformedCaptureException when the file cannot be understood at all
     */
    Capture open(CaptureFile file) throws IOException;
}
