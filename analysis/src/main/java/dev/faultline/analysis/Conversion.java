// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.StoreExport;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.perfdata.GrowingPerfData;
import dev.faultline.parsers.text.GrowingText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Keeps captures in another form. */
public final class Conversion {
    private Conversion() {}

    /** What to make of captures. */
    public enum Target {
        /** One DuckDB file, which DuckDB 1.4 and later open too. */
        DUCKDB,
        /** A directory with one Parquet file per event and per fixed table. */
        PARQUET,
        /** A directory with one Arrow IPC file per event and per fixed table. */
        ARROW
    }

    /**
     * Decodes captures and writes them. Nothing stands at {@code output} before all of it does.
     *
     * @param request what to decode; its own store is not used
     * @param output file or directory; an existing DuckDB file is replaced, an existing directory must be empty
     * @return the files written
     * @throws IOException when a capture cannot be read or the output cannot be written
     */
    public static List<Path> run(LoadRequest request, Target target, Path output, Progress progress)
            throws IOException, InterruptedException {
        return switch (target) {
            case DUCKDB -> {
                TraceDatabase.convert(request.withStore(output), progress);
                yield List.of(output);
            }
            case PARQUET -> StoreExport.write(request, StoreExport.Format.PARQUET, output, progress);
            case ARROW -> StoreExport.write(request, StoreExport.Format.ARROW, output, progress);
        };
    }

    /**
     * Writes the DuckDB file of a capture while it grows: a text on standard input or in a file that somebody writes to, or what
     * perf writes to a pipe. The file at
     * {@code output} is replaced every few seconds by one with all rows so far; nothing stands there before the first of them.
     *
     * @param request one capture
     * @param every how often the file is replaced, at most
     * @param stop asked often; the rest is written when it says so
     * @return what the store has
     * @throws IOException when it is neither, or cannot be read or written
     */
    public static ScanSummary follow(
            LoadRequest request, Path output, Duration every, BooleanSupplier stop, Progress progress)
            throws IOException, InterruptedException {
        Path path = request.captures().get(0);
        LoadRequest kept = request.withStore(output);
        boolean arriving = path.equals(CaptureFormats.STANDARD_INPUT);
        if (arriving && CaptureFormats.readsAsItArrives(System.in)) {
            try (GrowingPerfData pipe = new GrowingPerfData(CaptureFile.arriving(path, System.in))) {
                return TraceDatabase.follow(kept, pipe, every, stop, progress);
            }
        }
        CaptureFile file = arriving ? CaptureFile.sliding(path, System.in) : CaptureFile.open(path);
        try (GrowingText text = new GrowingText(file, request.formats())) {
            return TraceDatabase.follow(kept, text, every, stop, progress);
        }
    }
}
