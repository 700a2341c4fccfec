// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.ledger;

import dev.faultline.analysis.store.TraceDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the lines of the ledger from its views. */
final class LedgerLines {
    private final TraceDatabase database;
    private final List<LedgerLine> lines = new ArrayList<>();

    LedgerLines(TraceDatabase database) {
        this.database = database;
    }

    List<LedgerLine> all() {
        database.query("""
                        SELECT
                          l.capture_id,
                          l.scope,
                          CASE l.scope
                            WHEN 'capture' THEN 'all'
                            WHEN 'device' THEN coalesce((l.dev >> 20) || ':' || (l.dev & 1048575), 'not known')
                            WHEN 'file' THEN
                              'inode ' || l.ino || ' on ' || coalesce((l.dev >> 20) || ':' || (l.dev & 1048575), 'a device not known')
                            ELSE coalesce(concat_ws(' ', l.tid, t.comm), 'interrupts')
                          END,
                          l.dirty_before, l.dirtied, l.cleaned, l.written, l.redirtied, l.cancelled, l.still_dirty,
                          l.under_writeback, l.unexplained
                        FROM page_ledger AS l
                        LEFT JOIN (
                          SELECT capture_id, tid, arg_max(comm, coalesce(from_ts, -1)) AS comm FROM task GROUP BY ALL
                        ) AS t
                          ON t.capture_id = l.capture_id AND t.tid = l.tid
                        ORDER BY l.capture_id, list_position(['capture', 'device', 'file', 'thread'], l.scope), l.dirtied DESC,
                          l.dev, l.ino, l.tid
                        """).forEach(row -> lines.add(line(row, "events", Tolerance.none())));
        database.query("""
                        SELECT
                          capture_id, 'capture', 'all', dirty_before, dirtied, NULL, written, NULL, NULL, still_dirty, under_writeback,
                          unexplained, tolerance // 125
                        FROM counter_ledger
                        ORDER BY capture_id
                        """).forEach(row -> lines.add(line(row, "counters", Tolerance.ofCounters(number(row[12])))));
        return lines;
    }

    private static LedgerLine line(@Nullable Object[] row, String source, Tolerance tolerance) {
        return new LedgerLine(
                Math.toIntExact(number(row[0])),
                source,
                String.valueOf(row[1]),
                String.valueOf(row[2]),
                (Long) row[3],
                (Long) row[4],
                (Long) row[5],
                (Long) row[6],
                (Long) row[7],
                (Long) row[8],
                (Long) row[9],
                (Long) row[10],
                (Long) row[11],
                tolerance.pages(),
                tolerance.why());
    }

    private static long number(@Nullable Object value) {
        return value == null ? 0 : ((Number) value).longValue();
    }
}
