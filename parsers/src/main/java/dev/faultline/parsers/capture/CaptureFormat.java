// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import dev.faultline.parsers.io.CaptureFile;
import java.io.IOException;

/** A kind of capture file. */
public interface CaptureFormat {
    /** Bytes of the file's beginning that {@link #recognises} may look at. */
    int HEAD = 512;
    /** Bytes of its beginning that {@link #readsAsItArrives} may look at: few, as they are waited for. */
    int STREAM_HEAD = 16;

    /** The format's name, for example {@code trace.dat}. */
    String name();

    /** Whether a file that begins with these bytes is of this format. */
    boolean recognises(byte[] head);

    /** Whether a stream that begins with these bytes can be read while it comes in. */
    default boolean readsAsItArrives(byte[] head) {
        return false;
    }

    /**
     * Opens a file of this format. The capture owns {@code file} and closes it; on failure the caller does.
     *
     * @throws dev.faultline.parsers.io.MalformedCaptureException when the file cannot be understood at all
     */
    Capture open(CaptureFile file) throws IOException;
}
