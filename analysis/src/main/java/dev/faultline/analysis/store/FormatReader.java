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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** Captures from files, in the formats the parsers know. */
final class FormatReader implements CaptureReader {
    private final Resources resources;
    private final @Nullable Path first;
    private @Nullable FutureTask<Capture> opening;

    /** Starts to open the first capture at once: that takes as long as DuckDB takes to start. */
    FormatReader(LoadRequest request) {
        this.resources = request.resources();
        this.first = request.captures().isEmpty() ? null : request.captures().get(0);
        this.opening = first == null ? null : start(first);
    }

    private static FutureTask<Capture> start(Path path) {
        FutureTask<Capture> task = new FutureTask<>(() -> CaptureFormats.open(path));
        Thread thread = new Thread(task, "open-capture");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    @Override
    public Capture open(Path path) throws IOException, InterruptedException {
        FutureTask<Capture> task = opening;
        opening = null;
        if (task == null || !path.equals(first)) {
            return CaptureFormats.open(path);
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public ScanSummary read(
            Capture capture, short captureId, Selection selection, BufferAllocator allocator, BatchSink sink)
            throws IOException, InterruptedException {
        ReadOptions options = new ReadOptions(resources.threads(), ReadOptions.DEFAULT_BUDGET);
        return EventBatches.read(capture, captureId, selection, options, allocator, sink);
    }
}
