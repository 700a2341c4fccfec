// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import java.io.IOException;
import java.nio.file.Path;

/** A kind of capture that is a directory of several files. */
public interface CaptureDirectory {
    /** The format's name, for example {@code tracefs}. */
    String name();

    /** Whether the files in {@code directory} are, by their names, of this format. */
    boolean recognises(Path directory) throws IOException;

    /**
     * Opens a directory of this format.
     *
     * @throws dev.faultline.parsers.io.MalformedCaptureException when it cannot be understood at all
     */
    Capture open(Path directory) throws IOException;
}
