// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.store.TraceDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads which views rest on nothing, and what the kernel's own counters said. */
final class EvidenceReader {
    private static final String MISSING = """
            SELECT view, any_value(missing)
            FROM evidence
            WHERE level = 'absent'
            GROUP BY view
            ORDER BY view
            """;
    private static final String COUNTERS = """
            SELECT
              capture_id, count(*), max(ts) - min(ts), max(nr_dirtied) - min(nr_dirtied), max(nr_written) - min(nr_written)
            FROM dirty_state
            GROUP BY capture_id
            ORDER BY capture_id
            """;

    private final TraceDatabase database;

    EvidenceReader(TraceDatabase database) {
        this.database = database;
    }

    List<MissingEvidence> missing() {
        return database.query(MISSING).all().stream()
                .map(row -> new MissingEvidence(Rows.text(row, 0, ""), Rows.text(row, 1, "")))
                .toList();
    }

    Map<Integer, ObservedCounters> counters() {
        Map<Integer, ObservedCounters> counters = new TreeMap<>();
        database.query(COUNTERS)
                .forEach(row -> counters.put(
                        (int) Rows.number(row, 0),
                        new ObservedCounters(
                                Rows.number(row, 1), Rows.number(row, 2), Rows.number(row, 3), Rows.number(row, 4))));
        return counters;
    }
}
