// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.arrow.BatchSink;
import dev.faultline.parsers.arrow.EventBatches;
import dev.faultline.parsers.arrow.ReadOptions;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.GivenFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** Captures from files, in the formats the parsers know. */
final class FormatReader implements CaptureReader {
    private final Resources resources;
    private final @Nullable Path first;
    private final @Nullable GivenFormats formats;
    private @Nullable SideJob<Capture> opening;
    private Function<EventSchema, Set<String>> unwanted = event -> Set.of();

    /** Starts to open the first capture at once: that takes as long as DuckDB takes to start. */
    FormatReader(LoadRequest request) {
        this.resources = request.resources();
        Path head = request.captures().isEmpty() ? null : request.captures().get(0);
        GivenFormats given = request.formats();
        this.formats = given;
        this.first = head;
        this.opening = head == null ? null : new SideJob<>("open-capture", () -> CaptureFormats.open(head, given));
    }

    @Override
    public Capture open(Path path) throws IOException, InterruptedException {
        SideJob<Capture> job = opening;
        opening = null;
        return job == null || !path.equals(first) ? CaptureFormats.open(path, formats) : job.result();
    }

    @Override
    public void leaveOut(Function<EventSchema, Set<String>> names) {
        unwanted = names;
    }

    @Override
    public ScanSummary read(
            Capture capture, short captureId, Selection selection, BufferAllocator allocator, BatchSink sink)
            throws IOException, InterruptedException {
        ReadOptions options = new ReadOptions(resources.threads(), ReadOptions.DEFAULT_BUDGET, unwanted);
        return EventBatches.read(capture, captureId, selection, options, allocator, sink);
    }
}
