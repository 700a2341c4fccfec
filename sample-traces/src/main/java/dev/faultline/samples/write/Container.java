// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.IOException;
import java.util.List;

/** What differs between the versions of trace.dat: how the parts are strung together. */
interface Container {
    /** Everything before the first buffer's data. */
    void head() throws IOException;

    /** A buffer's data follows. */
    void beginBuffer(BufferWriter buffer) throws IOException;

    /** A buffer's data is complete. */
    void endBuffer(BufferWriter buffer) throws IOException;

    /** A buffer that is text. */
    void textBuffer(BufferSpec buffer) throws IOException;

    /** Everything after the last buffer's data. */
    void tail() throws IOException;

    /** Parts written so far, cpu data excepted. */
    List<Place> places();
}
