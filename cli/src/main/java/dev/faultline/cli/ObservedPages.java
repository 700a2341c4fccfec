// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the kernel's own counters moved, between the first and the last time a capture shows them. */
final class ObservedPages {
    private static final String COUNTERS = """
            SELECT
              capture_id,
              count(*) AS readings,
              arg_max(nr_dirtied, ts) - arg_min(nr_dirtied, ts) AS dirtied,
              arg_max(nr_written, ts) - arg_min(nr_written, ts) AS written
            FROM dirty_state
            GROUP BY capture_id
            """;

    private final Map<Integer, Growth> growth = new LinkedHashMap<>();

    /**
     * What {@code writeback:global_dirty_state} shows.
     *
     * @param readings times the counters were read
     * @param dirtied growth of nr_dirtied [pages]
     * @param written growth of nr_written [pages]
     */
    record Growth(long readings, long dirtied, long written) {}

    ObservedPages(TraceDatabase database) {
        Views.install(database, "dirty_state");
        database.query(COUNTERS).forEach(row -> {
            if (number(row[1]) > 1) {
                growth.put((int) number(row[0]), new Growth(number(row[1]), number(row[2]), number(row[3])));
            }
        });
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** The growth in a capture; {@code null} when the counters were not read twice. */
    @Nullable
    Growth of(int captureId) {
        return growth.get(captureId);
    }
}
