// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.BatchSink;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;

/** Where captures come from: files in production, hand-made rows in tests of the store. */
interface CaptureReader {
    Capture open(Path path) throws IOException, InterruptedException;

    /** Decodes the selected records of one capture into the sink. */
    ScanSummary read(Capture capture, short captureId, Selection selection, BufferAllocator allocator, BatchSink sink)
            throws IOException, InterruptedException;

    /** Says, before reading, which columns of an event nobody will look at; a reader may leave them out. */
    default void leaveOut(Function<EventSchema, Set<String>> unwanted) {}
}
