// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import dev.faultline.analysis.latency.SlowCall.Step;
import dev.faultline.analysis.latency.SlowCall.Subject;
import dev.faultline.analysis.store.TraceDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads single calls with all that is known of them. */
final class SlowCalls {
    private static final String CALLS = """
            SELECT
              c.capture_id, c.metric, c.function, c.start_ts, c.cpu, c.tid,
              (SELECT min(t.comm) FROM store.main.task_name AS t WHERE t.capture_id = c.capture_id AND t.tid = c.tid),
              (c.dev >> 20) || ':' || (c.dev & 1048575) || ':' || c.ino, c.index, c.outcome,
              c.call, c.last_ts - c.start_ts, c.unpaired IS NOT NULL, c.last_ts
            FROM latency_call AS c
            WHERE %s AND c.capture_id IN (SELECT capture_id FROM store.main.capture WHERE clock_unit = 'ns')
            ORDER BY c.last_ts - c.start_ts DESC, c.capture_id, c.call
            LIMIT %d
            """;

    private static final String PARTS = """
            SELECT part, ns FROM latency_part
            WHERE capture_id = ? AND metric = ? AND call = ?
            ORDER BY ns DESC, part
            """;

    /** What the thread did, who held the locks it waited for, what the journal and the devices did meanwhile. */
    private static final String STEPS = """
            WITH own AS (
              SELECT CAST(? AS INTEGER) AS capture_id, CAST(? AS INTEGER) AS tid, CAST(? AS BIGINT) AS from_ts, CAST(? AS BIGINT) AS to_ts
            ),
            waited AS (
              SELECT w.* FROM lock_wait AS w, own AS o
              WHERE w.capture_id = o.capture_id AND w.tid = o.tid AND w.start_ts BETWEEN o.from_ts AND o.to_ts
            ),
            step AS (
              SELECT capture_id, start_ts, end_ts, tid, function AS what, nullif(ret_names, '') AS detail FROM mkwrite
              UNION ALL
              SELECT capture_id, start_ts, end_ts, tid, 'handle_mm_fault', nullif(result_names, '') FROM fault_call
              UNION ALL
              SELECT capture_id, start_ts, end_ts, tid, 'waits for a lock', coalesce(lock_class, flag_names) FROM lock_wait
              UNION ALL
              SELECT
                capture_id, start_ts, end_ts, tid, CASE WHEN state = 'R' THEN 'runnable without a cpu' ELSE 'sleeps (' || state || ')' END,
                'woken after ' || (woken_ts - start_ts) || ' ns by tid ' || waker_tid
              FROM sleep
              UNION ALL
              SELECT capture_id, start_ts, end_ts, tid, 'waits for writeback', 'page ' || index || ' of inode ' || ino FROM folio_wait
              UNION ALL
              SELECT capture_id, start_ts, end_ts, tid, 'journal: ' || kind, journal FROM journal_wait
              UNION ALL
              SELECT capture_id, start_ts, end_ts, tid, 'throttled', bdi || ', planned ' || pause_ns || ' ns' FROM throttle
              UNION ALL
              SELECT capture_id, start_ts, end_ts, tid, 'memory: ' || kind, NULL FROM alloc_stall
              UNION ALL
              SELECT capture_id, start_ts, end_ts, tid, 'maps blocks (' || kind || ')', 'inode ' || ino FROM block_map
              UNION ALL
              SELECT capture_id, start_ts, end_ts, tid, part || ': ' || function, NULL FROM part_call
              UNION ALL
              SELECT
                capture_id, start_ts, end_ts, tid, 'waits for a read',
                'sector ' || sector || ' of ' || (dev >> 20) || ':' || (dev & 1048575) || ', asked for ' || (start_ts - asked_ts) || ' ns before'
              FROM read_wait
            )
            SELECT s.start_ts, s.end_ts, s.tid, s.what, s.detail
            FROM step AS s, own AS o
            WHERE s.capture_id = o.capture_id AND s.tid = o.tid AND s.start_ts BETWEEN o.from_ts AND o.to_ts
            UNION ALL
            SELECT DISTINCT h.acquired_ts, h.released_ts, h.tid, 'holds the lock', h.lock_class
            FROM lock_hold AS h
            JOIN waited AS w ON w.capture_id = h.capture_id AND w.lock = h.lock
            WHERE h.tid <> w.tid AND h.acquired_ts < coalesce(w.end_ts, w.start_ts)
              AND coalesce(h.released_ts, w.start_ts + 1) > w.start_ts
            UNION ALL
            SELECT j.start_ts, j.end_ts, j.tid, 'journal commits', NULL
            FROM jbd2_commit AS j, own AS o
            WHERE j.capture_id = o.capture_id AND j.start_ts < o.to_ts AND j.end_ts > o.from_ts
            UNION ALL
            SELECT r.start_ts, r.end_ts, NULL, 'device ' || (r.dev >> 20) || ':' || (r.dev & 1048575) || ' ' || r.op, r.sectors || ' sectors'
            FROM block_request AS r, own AS o
            WHERE r.capture_id = o.capture_id AND r.start_ts < o.to_ts AND r.end_ts > o.from_ts
            ORDER BY 1, 2 DESC NULLS FIRST, 4
            LIMIT 200
            """;

    private final TraceDatabase database;

    SlowCalls(TraceDatabase database) {
        this.database = database;
    }

    List<SlowCall> longest(Metric metric, int limit) {
        return read("c.metric = '" + metric.label() + "'", limit);
    }

    List<SlowCall> numbered(long call) {
        return read("c.call = " + call, Integer.MAX_VALUE);
    }

    private List<SlowCall> read(String condition, int limit) {
        return database.query(CALLS.formatted(condition, limit)).all().stream()
                .map(this::slowCall)
                .toList();
    }

    private SlowCall slowCall(@Nullable Object[] row) {
        Subject subject = new Subject(
                (int) Cells.number(row, 0),
                Cells.text(row, 1),
                Cells.text(row, 2),
                Cells.number(row, 3),
                (int) Cells.number(row, 4),
                (int) Cells.number(row, 5),
                Cells.textOrNull(row, 6),
                Cells.textOrNull(row, 7),
                Cells.textOrNull(row, 8),
                Cells.text(row, 9));
        Map<String, Long> parts = new LinkedHashMap<>();
        database.query(PARTS, subject.captureId(), subject.metric(), Cells.number(row, 10))
                .forEach(part -> parts.put(Cells.text(part, 0), Cells.number(part, 1)));
        List<Step> steps = database
                .query(STEPS, subject.captureId(), subject.tid(), subject.startTs(), Cells.number(row, 13))
                .all()
                .stream()
                .map(SlowCalls::step)
                .toList();
        return new SlowCall(
                subject, Cells.number(row, 10), Cells.number(row, 11), Boolean.TRUE.equals(row[12]), parts, steps);
    }

    private static Step step(@Nullable Object[] row) {
        Long tid = Cells.numberOrNull(row, 2);
        return new Step(
                Cells.number(row, 0),
                Cells.numberOrNull(row, 1),
                tid == null ? null : tid.intValue(),
                Cells.text(row, 3),
                Cells.textOrNull(row, 4));
    }
}
