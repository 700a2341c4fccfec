// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import java.io.IOException;

/** Takes decoded batches. Called from several decoder threads; may block to hold them back. */
@FunctionalInterface
public interface BatchSink {
    void accept(TableBatch batch) throws IOException, InterruptedException;
}
