// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.StoreExport;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
}
