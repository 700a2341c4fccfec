// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import java.io.IOException;

/** Takes the records of a scan, block by block. Called from several threads at once, one per worker number. */
@FunctionalInterface
public interface RecordSink {
    /** Takes one block, which is valid only until this returns. */
    void accept(RecordBlock block) throws IOException, InterruptedException;

    /** A sink for a scan that only counts. */
    static RecordSink none() {
        return block -> {};
    }
}
