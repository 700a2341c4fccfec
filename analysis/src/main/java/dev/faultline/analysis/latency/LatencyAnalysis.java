// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Latencies of a database's captures. Times on a clock that does not count nanoseconds are left out. */
public final class LatencyAnalysis {
    private static final String[] VIEWS = {
        "latency_call",
        "latency_part",
        "lock_wait",
        "lock_hold",
        "sleep",
        "folio_wait",
        "journal_wait",
        "throttle",
        "alloc_stall",
        "block_map",
        "read_wait",
        "part_call",
        "mkwrite",
        "fault_call",
        "jbd2_commit",
        "block_request"
    };

    private static final String NANOSECONDS =
            "capture_id IN (SELECT capture_id FROM store.main.capture WHERE clock_unit = 'ns')";

    private static final String DURATIONS = """
            SELECT
              capture_id, metric, method, function, %s AS stratum, outcome <> 'unknown' AS known,
              last_ts - start_ts AS latency,
              count(*) FILTER (unpaired IS NULL), count(*) FILTER (unpaired IS NOT NULL)
            FROM latency_call
            WHERE metric IN (%s) AND outcome IN ('done', 'unknown', 'open') AND %s
            GROUP BY ALL
            ORDER BY capture_id, metric, method, function, stratum, latency
            """;

    private static final String CALLS = """
            SELECT
              capture_id, metric, method, %s AS stratum, (start_ts - min(start_ts) OVER (PARTITION BY capture_id)) // %d AS block,
              last_ts - start_ts, unpaired IS NOT NULL
            FROM latency_call
            WHERE metric IN (%s) AND outcome IN ('done', 'unknown', 'open') AND %s
            ORDER BY capture_id, metric, method, stratum, block, start_ts, call
            """;

    private static final String OUTCOMES = """
            SELECT capture_id, metric, function, outcome, count(*), max(end_ts - start_ts)
            FROM latency_call
            WHERE metric IN (%s) AND outcome NOT IN ('done', 'unknown', 'open') AND %s
            GROUP BY ALL
            ORDER BY capture_id, metric, function, outcome
            """;

    private static final String BREAKDOWN = """
            WITH ranked AS (
              SELECT
                capture_id, metric, call, end_ts - start_ts AS latency,
                row_number() OVER (PARTITION BY capture_id, metric ORDER BY end_ts - start_ts, call) AS place,
                count(*) OVER (PARTITION BY capture_id, metric) AS n
              FROM latency_call
              WHERE metric IN (%s) AND end_ts IS NOT NULL AND outcome IN ('done', 'unknown') AND %s
            ),
            banded AS (
              SELECT capture_id, metric, call, latency, 0 AS band FROM ranked
              UNION ALL
              SELECT
                capture_id, metric, call, latency,
                CASE
                  WHEN place * 2 <= n THEN 1 WHEN place * 10 <= n * 9 THEN 2 WHEN place * 100 <= n * 99 THEN 3
                  WHEN place * 1000 <= n * 999 THEN 4 ELSE 5
                END
              FROM ranked
            ),
            size AS (
              SELECT capture_id, metric, band, count(*) AS calls, sum(latency) AS total FROM banded GROUP BY ALL
            ),
            share AS (
              SELECT b.capture_id, b.metric, b.band, p.part, sum(p.ns) AS ns, sum(p.asleep_ns) AS asleep
              FROM banded AS b
              JOIN latency_part AS p USING (capture_id, metric, call)
              GROUP BY ALL
            )
            SELECT
              s.capture_id, s.metric,
              ['all', 'p0-50', 'p50-90', 'p90-99', 'p99-99.9', '>p99.9'][s.band + 1],
              CAST(s.calls AS BIGINT), CAST(s.total AS BIGINT), p.part, CAST(p.ns AS BIGINT), CAST(p.asleep AS BIGINT)
            FROM size AS s
            LEFT JOIN share AS p USING (capture_id, metric, band)
            ORDER BY s.capture_id, s.metric, s.band, p.ns DESC, p.part
            """;

    private final TraceDatabase database;
    private final List<Metric> metrics;
    private final Views views;

    /** Installs the views that the metrics need. */
    public LatencyAnalysis(TraceDatabase database, List<Metric> metrics) {
        this(database, Views.install(database), metrics);
    }

    /** As {@link #LatencyAnalysis(TraceDatabase, List)}; what is installed already is not installed again. */
    public LatencyAnalysis(TraceDatabase database, Views views, List<Metric> metrics) {
        this.database = database;
        this.metrics = List.copyOf(metrics);
        this.views = views.install(List.of(VIEWS));
    }

    /** Everything, with so many slow calls of each metric. */
    public LatencyFindings findings(int slowCalls) {
        List<Breakdown> breakdowns = breakdowns();
        Map<String, List<String>> advice = new LinkedHashMap<>();
        breakdowns.stream()
                .filter(breakdown -> breakdown.band().equals("all"))
                .forEach(breakdown -> advice.merge(breakdown.metric(), advice(breakdown), LatencyAnalysis::both));
        return new LatencyFindings(distributions(List.of()), outcomes(), breakdowns, advice, slowest(slowCalls));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    /** Events that latency is measured from and explained by. */
    public static EventSet events() {
        return Needs.events(VIEWS);
    }

    private String words() {
        return metrics.stream().map(metric -> "'" + metric.label() + "'").collect(Collectors.joining(", "));
    }

    /**
     * One call that succeeded, as far as the capture says, or was not seen to end.
     *
     * @param block number of its block of time, from the first call on
     * @param latency how long it lasted, or was seen to last [ns]
     * @param open whether its end was not seen
     */
    public record TimedCall(
            int captureId,
            Metric metric,
            String method,
            List<String> stratum,
            long block,
            long latency,
            boolean open) {}

    /** Hands over the calls, by capture, metric, method, stratum and time, in blocks of so many nanoseconds. */
    public void forEachCall(List<Dimension> by, long blockNs, Consumer<TimedCall> action) {
        database.query(CALLS.formatted(stratum(by), blockNs, words(), NANOSECONDS))
                .forEach(row -> action.accept(new TimedCall(
                        (int) Cells.number(row, 0),
                        Metric.of(Cells.text(row, 1)).orElseThrow(),
                        Cells.text(row, 2),
                        ((List<?>) Objects.requireNonNull(row[3]))
                                .stream().map(String::valueOf).toList(),
                        Cells.number(row, 4),
                        Cells.number(row, 5),
                        Boolean.TRUE.equals(row[6]))));
    }

    private static String stratum(List<Dimension> by) {
        return by.stream().map(Dimension::sql).collect(Collectors.joining(", ", "CAST([", "] AS VARCHAR[])"));
    }

    /** Distributions by metric, method, function and the dimensions given. */
    public List<Distribution> distributions(List<Dimension> by) {
        Map<List<Object>, Latencies.Builder> strata = new LinkedHashMap<>();
        Map<List<Object>, Boolean> known = new LinkedHashMap<>();
        database.query(DURATIONS.formatted(stratum(by), words(), NANOSECONDS)).forEach(row -> {
            List<Object> key = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                key.add(Objects.requireNonNull(row[i]));
            }
            known.merge(key, Boolean.TRUE.equals(row[5]), Boolean::logicalAnd);
            strata.computeIfAbsent(key, k -> new Latencies.Builder())
                    .add(Cells.number(row, 6), Cells.number(row, 7), Cells.number(row, 8));
        });
        return strata.entrySet().stream()
                .map(entry -> distribution(entry.getKey(), known, entry.getValue()))
                .toList();
    }

    private static Distribution distribution(
            List<Object> key, Map<List<Object>, Boolean> known, Latencies.Builder durations) {
        return new Distribution(
                ((Number) key.get(0)).intValue(),
                Metric.of(key.get(1).toString()).orElseThrow(),
                key.get(2).toString(),
                key.get(3).toString(),
                ((List<?>) key.get(4)).stream().map(String::valueOf).toList(),
                Boolean.TRUE.equals(known.get(key)),
                durations.build());
    }

    /** Calls that did not succeed, by outcome. */
    public List<OutcomeCount> outcomes() {
        return database.query(OUTCOMES.formatted(words(), NANOSECONDS)).all().stream()
                .map(row -> new OutcomeCount(
                        (int) Cells.number(row, 0),
                        Cells.text(row, 1),
                        Cells.text(row, 2),
                        Cells.text(row, 3),
                        Cells.number(row, 4),
                        Cells.numberOrNull(row, 5)))
                .toList();
    }

    /** What the time went into, for all calls of a metric and for bands of their ranks. */
    public List<Breakdown> breakdowns() {
        Map<List<Object>, List<@Nullable Object[]>> groups = new LinkedHashMap<>();
        database.query(BREAKDOWN.formatted(words(), NANOSECONDS))
                .forEach(row -> groups.computeIfAbsent(
                                List.of(Cells.number(row, 0), Cells.text(row, 1), Cells.text(row, 2)),
                                k -> new ArrayList<>())
                        .add(row));
        return groups.values().stream().map(LatencyAnalysis::breakdown).toList();
    }

    private static Breakdown breakdown(List<@Nullable Object[]> rows) {
        @Nullable Object[] first = rows.get(0);
        Map<String, Long> parts = new LinkedHashMap<>();
        long asleep = 0;
        for (Object[] row : rows) {
            if (row[5] != null) {
                parts.put(Cells.text(row, 5), Cells.number(row, 6));
                asleep += Cells.number(row, 7);
            }
        }
        return new Breakdown(
                (int) Cells.number(first, 0),
                Cells.text(first, 1),
                Cells.text(first, 2),
                Cells.number(first, 3),
                Cells.number(first, 4),
                parts,
                asleep);
    }

    /** What to record so that less time of a breakdown is unattributed. */
    public List<String> advice(Breakdown breakdown) {
        return Advice.of(breakdown, views);
    }

    /** The longest calls of each metric, longest first, the metrics in their order. */
    public List<SlowCall> slowest(int limit) {
        SlowCalls calls = new SlowCalls(database);
        return metrics.stream()
                .flatMap(metric -> calls.longest(metric, limit).stream())
                .toList();
    }

    /** The call of a number, of each capture that has it. */
    public List<SlowCall> call(long number) {
        return new SlowCalls(database).numbered(number);
    }
}
