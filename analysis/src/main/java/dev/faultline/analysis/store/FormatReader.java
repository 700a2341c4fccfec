// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.arrow.BatchSink;
import dev.faultline.parsers.arrow.EventBatches;
import dev.faultline.parsers.arrow.ReadOptions;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;

/** Captures from files, in the formats the parsers know. */
final class FormatReader implements CaptureReader {
    private final Resources resources;

    FormatReader(Resources resources) {
        this.resources = resources;
    }

    @Override
    public Capture open(Path path) throws IOException {
        return CaptureFormats.open(path);
    }

    @Override
    public ScanSummary read(
            Capture capture, short captureId, Selection selection, BufferAllocator allocator, BatchSink sink)
            throws IOException, InterruptedException {
        ReadOptions options = new ReadOptions(resources.threads(), ReadOptions.DEFAULT_BUDGET);
        return EventBatches.read(capture, captureId, selection, options, allocator, sink);
    }
}
