// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.store.QueryResult;
import dev.faultline.analysis.store.TraceDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code inspect} tells of captures that are loaded: of a store, or of a part of a capture. */
final class StoredInspection {
    private static final String FACTS = """
            SELECT path, format, version, kernel_release, machine, hostname, clock, clock_unit, start_ts, end_ts, records,
              page_size, long_size, endianness, command_line, tool, (SELECT value FROM capture_detail AS d WHERE d.capture_id = capture.capture_id AND d.name = 'event formats') AS event_formats
            FROM capture
            WHERE capture_id = ?
            """;

    private static final String BUFFERS = """
            SELECT buffer_id, name, b.clock, sub_buffer_size, list(cpu ORDER BY cpu) FILTER (cpu IS NOT NULL) AS cpus
            FROM buffer AS b
            LEFT JOIN cpu USING (capture_id, buffer_id)
            WHERE capture_id = ?
            GROUP BY ALL
            ORDER BY buffer_id
            """;

    private static final String EVENTS = """
            SELECT DISTINCT system || '.' || event AS event, recorded AS records
            FROM event_schema
            WHERE capture_id = ? AND recorded IS NOT NULL
            ORDER BY records DESC, event
            """;

    private static final String LOSSES = """
            SELECT cpu, buffer_id, after_ts, before_ts, count
            FROM lost_event
            WHERE capture_id = ?
            ORDER BY buffer_id, cpu, after_ts NULLS FIRST
            """;

    private static final String COUNTERS =
            "SELECT buffer_id, cpu, name, value FROM cpu_stat WHERE capture_id = ? ORDER BY rowid";

    private static final String ISSUES =
            "SELECT kind, path, \"offset\", detail FROM parse_issue WHERE capture_id = ? ORDER BY rowid";

    private final TraceDatabase database;

    StoredInspection(TraceDatabase database) {
        this.database = database;
    }

    List<Inspected> captures() {
        return database.captures().stream()
                .map(capture -> capture(capture.id()))
                .toList();
    }

    private Inspected capture(int id) {
        return new Inspected(
                rows(FACTS, id).get(0),
                rows(BUFFERS, id),
                rows(EVENTS, id),
                rows(LOSSES, id),
                rows(COUNTERS, id),
                rows(ISSUES, id));
    }

    private List<Map<String, @Nullable Object>> rows(String sql, int id) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (QueryResult result = database.query(sql, id)) {
            for (Object[] row = result.next(); row != null; row = result.next()) {
                Map<String, @Nullable Object> map = Inspected.map();
                for (int i = 0; i < row.length; i++) {
                    map.put(result.columns().get(i), row[i]);
                }
                rows.add(map);
            }
        }
        return rows;
    }
}
