// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Quantile;
import dev.faultline.analysis.report.MkwriteLatency.Call;
import dev.faultline.analysis.report.MkwriteLatency.Distribution;
import dev.faultline.analysis.report.MkwriteLatency.Outcome;
import dev.faultline.analysis.store.TraceDatabase;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the latency of page_mkwrite. The database sorts, so that memory stays bounded however many calls there are. */
final class LatencyReader {
    private static final int SLOWEST = 10;
    /** Column of the first quantile among {@link #DISTRIBUTIONS}. */
    private static final int FIRST_QUANTILE = 8;

    /** Captures whose clock counts nanoseconds, and calls that ended well as far as that was recorded. */
    private static final String SUCCEEDED = """
            unpaired IS NULL AND succeeded IS NOT FALSE
              AND capture_id IN (SELECT capture_id FROM capture WHERE clock_unit = 'ns')
            """;

    private static final String DISTRIBUTIONS = """
            WITH call AS (
              SELECT
                capture_id, function, level, method, succeeded, end_ts - start_ts AS latency,
                row_number() OVER place AS rank,
                count(*) OVER (PARTITION BY capture_id, function, method) AS n
              FROM mkwrite
              WHERE %s
              WINDOW place AS (PARTITION BY capture_id, function, method ORDER BY end_ts - start_ts)
            )
            SELECT
              capture_id, function, any_value(level), method, bool_and(succeeded IS NOT NULL), count(*), min(latency),
              max(latency), %s
            FROM call
            GROUP BY capture_id, function, method
            ORDER BY capture_id, CASE any_value(level) WHEN 'vm' THEN 1 WHEN 'fs' THEN 2 ELSE 3 END, function, method
            """.formatted(
            SUCCEEDED, Stream.of(Quantile.values()).map(LatencyReader::atRank).collect(Collectors.joining(", ")));

    private static final String OUTCOMES = """
            SELECT
              capture_id, function,
              coalesce(unpaired, nullif(ret_names, ''), 'error ' || ret) AS outcome,
              count(*), max(end_ts - start_ts)
            FROM mkwrite
            WHERE (unpaired IS NOT NULL OR succeeded IS FALSE)
              AND capture_id IN (SELECT capture_id FROM capture WHERE clock_unit = 'ns')
            GROUP BY ALL
            ORDER BY capture_id, function, outcome
            """;

    /** One level only: the outermost that the file system itself has, else what there is. */
    private static final String SLOWEST_CALLS = """
            WITH timed AS (
              SELECT *, CASE level WHEN 'fs' THEN 1 WHEN 'vm' THEN 2 ELSE 3 END AS place
              FROM mkwrite
              WHERE %s
            ),
            name AS (
              SELECT capture_id, tid, any_value(comm) AS comm
              FROM store.main.task_name
              GROUP BY capture_id, tid
            )
            SELECT
              t.capture_id, t.start_ts, t.end_ts - t.start_ts AS latency, t.cpu, t.tid, name.comm, t.function,
              (t.dev >> 20) || ':' || (t.dev & 1048575) || ':' || t.ino, t.index, t.ret_names
            FROM timed AS t
            LEFT JOIN name
              ON name.capture_id = t.capture_id
              AND name.tid = t.tid
            WHERE t.place = (SELECT min(place) FROM timed AS other WHERE other.capture_id = t.capture_id)
            ORDER BY latency DESC, t.capture_id, t.start_ts, t.tid
            LIMIT %d
            """.formatted(SUCCEEDED, SLOWEST);

    private final TraceDatabase database;

    /** A database in which view {@code mkwrite} is installed. */
    LatencyReader(TraceDatabase database) {
        this.database = database;
    }

    MkwriteLatency latency() {
        return new MkwriteLatency(
                database.query(DISTRIBUTIONS).all().stream()
                        .map(LatencyReader::distribution)
                        .toList(),
                database.query(OUTCOMES).all().stream()
                        .map(LatencyReader::outcome)
                        .toList(),
                database.query(SLOWEST_CALLS).all().stream()
                        .map(LatencyReader::call)
                        .toList());
    }

    /** The latency at the quantile's rank, or NULL where n is too small for it; integers only, as in {@link Quantile#rank}. */
    private static String atRank(Quantile q) {
        return "max(latency) FILTER (WHERE n >= %d AND rank = (n * %d + 999) // 1000)"
                .formatted(q.needed(), q.rank(1000));
    }

    private static Distribution distribution(@Nullable Object[] row) {
        Map<Quantile, Long> quantiles = new EnumMap<>(Quantile.class);
        int column = FIRST_QUANTILE;
        for (Quantile q : Quantile.values()) {
            Long value = Rows.numberOrNull(row, column++);
            if (value != null) {
                quantiles.put(q, value);
            }
        }
        return new Distribution(
                (int) Rows.number(row, 0),
                Rows.text(row, 1, ""),
                Rows.text(row, 2, ""),
                Rows.text(row, 3, ""),
                Boolean.TRUE.equals(row[4]),
                Rows.number(row, 5),
                Rows.number(row, 6),
                quantiles,
                Rows.number(row, 7));
    }

    private static Outcome outcome(@Nullable Object[] row) {
        return new Outcome(
                (int) Rows.number(row, 0),
                Rows.text(row, 1, ""),
                Rows.text(row, 2, "failed"),
                Rows.number(row, 3),
                Rows.numberOrNull(row, 4));
    }

    private static Call call(@Nullable Object[] row) {
        return new Call(
                (int) Rows.number(row, 0),
                Rows.number(row, 1),
                Rows.number(row, 2),
                (int) Rows.number(row, 3),
                (int) Rows.number(row, 4),
                Rows.textOrNull(row, 5),
                Rows.text(row, 6, ""),
                Rows.textOrNull(row, 7),
                Rows.textOrNull(row, 8),
                Rows.textOrNull(row, 9));
    }
}
