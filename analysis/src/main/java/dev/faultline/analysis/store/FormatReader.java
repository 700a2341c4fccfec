// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.BatchSink;
import dev.faultline.parsers.arrow.EventTable;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** Captures from files, in the formats the parsers know. */
final class FormatReader implements CaptureReader {
    private final Resources resources;

    FormatReader(Resources resources) {
        this.resources = resources;
    }

    @Override
    public Capture open(Path path) throws IOException {
        throw new IOException(path + ": no format is known, " + resources.threads());
    }

    @Override
    public EventTable table(EventSchema event) {
        return new EventTable(event, List.of(), new Schema(List.of()));
    }

    @Override
    public ScanSummary read(
            Capture capture, short captureId, Selection selection, BufferAllocator allocator, BatchSink sink)
            throws IOException, InterruptedException {
        return new ScanSummary(0, null, null);
    }
}
