// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.chart.Quantile;
import dev.faultline.analysis.report.MkwriteLatency.Distribution;
import dev.faultline.analysis.report.MkwriteLatency.Outcome;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyReaderTest {
    private static TraceDatabase database(String clockUnit, String rows) throws IOException, InterruptedException {
        TraceDatabase database = TraceDatabase.load(LoadRequest.of(), Progress.NONE);
        database.execute("INSERT INTO store.main.capture (capture_id, clock_unit) VALUES (0, '" + clockUnit + "')");
        database.execute("INSERT INTO store.main.task_name (capture_id, tid, comm) VALUES (0, 101, 'writer')");
        database.execute("""
                CREATE TABLE memory.main.mkwrite AS
                SELECT
                  CAST(0 AS SMALLINT) AS capture_id, 101 AS tid, 1 AS cpu, 'ext4_page_mkwrite' AS function, 'fs' AS level,
                  'kprobe' AS method, CAST(266338320 AS UINTEGER) AS dev, CAST(13 AS UBIGINT) AS ino, *
                FROM (%s)
                """.formatted(rows));
        return database;
    }

    private static String calls(int n) {
        return """
                SELECT
                  i * 1000000 AS start_ts, i * 1000000 + CAST(hash(i) %% CAST(9973 AS UBIGINT) AS BIGINT) AS end_ts, CAST(NULL AS VARCHAR) AS unpaired,
                  CAST(512 AS UINTEGER) AS ret, 'LOCKED' AS ret_names, TRUE AS succeeded, CAST(i AS UBIGINT) AS index
                FROM range(%d) AS t (i)
                """.formatted(n);
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 20, 101, 997, 1_000, 10_007})
    void theDatabaseAndTheDefinitionAgree(int n) throws IOException, InterruptedException {
        try (TraceDatabase database = database("ns", calls(n))) {
            long[] latencies = database.query("SELECT end_ts - start_ts FROM mkwrite").all().stream()
                    .mapToLong(row -> Rows.number(row, 0))
                    .sorted()
                    .toArray();
            Distribution told =
                    new LatencyReader(database).latency().functions().get(0);
            assertThat(told.n()).isEqualTo(n);
            assertThat(told.min()).isEqualTo(latencies[0]);
            assertThat(told.max()).isEqualTo(latencies[n - 1]);
            for (Quantile q : Quantile.values()) {
                assertThat(told.quantile(q)).as("%s of %d", q, n).isEqualTo(q.of(latencies));
            }
        }
    }

    @Test
    void failedAndOpenCallsAreCountedApart() throws IOException, InterruptedException {
        String rows = """
                SELECT * FROM (VALUES
                  (100, 900, NULL, 512, 'LOCKED', TRUE, 1), (200, 260, NULL, 256, 'NOPAGE', FALSE, 2),
                  (300, 340, NULL, 256, 'NOPAGE', FALSE, 2), (400, 430, NULL, 2, 'SIGBUS', FALSE, 3),
                  (500, NULL, 'no return', NULL, NULL, NULL, 4), (600, 607, NULL, 512, 'LOCKED', TRUE, 5)
                ) AS t (start_ts, end_ts, unpaired, ret, ret_names, succeeded, index)
                """;
        try (TraceDatabase database = database("ns", rows)) {
            MkwriteLatency latency = new LatencyReader(database).latency();
            assertThat(latency.functions()).hasSize(1);
            assertThat(latency.functions().get(0).n()).isEqualTo(2);
            assertThat(latency.functions().get(0).quantiles()).isEmpty();
            assertThat(latency.outcomes())
                    .containsExactly(
                            new Outcome(0, "ext4_page_mkwrite", "NOPAGE", 2, 60L),
                            new Outcome(0, "ext4_page_mkwrite", "SIGBUS", 1, 30L),
                            new Outcome(0, "ext4_page_mkwrite", "no return", 1, null));
            assertThat(latency.slowest())
                    .containsExactly(
                            new MkwriteLatency.Call(
                                    0, 100, 800, 1, 101, "writer", "ext4_page_mkwrite", "254:16:13", "1", "LOCKED"),
                            new MkwriteLatency.Call(
                                    0, 600, 7, 1, 101, "writer", "ext4_page_mkwrite", "254:16:13", "5", "LOCKED"));
        }
    }

    @Test
    void aClockWithoutNanosecondsHasNoLatency() throws IOException, InterruptedException {
        try (TraceDatabase database = database("count", calls(29))) {
            assertThat(new LatencyReader(database).latency()).isEqualTo(MkwriteLatency.NONE);
        }
    }

    @Test
    void theSlowestAreTheSlowest() throws IOException, InterruptedException {
        try (TraceDatabase database = database("ns", calls(997))) {
            long[] latencies = database.query("SELECT end_ts - start_ts FROM mkwrite").all().stream()
                    .mapToLong(row -> Rows.number(row, 0))
                    .sorted()
                    .toArray();
            assertThat(new LatencyReader(database).latency().slowest())
                    .extracting(MkwriteLatency.Call::latency)
                    .hasSize(10)
                    .containsSequence(Arrays.stream(latencies, 987, 997)
                            .boxed()
                            .sorted((a, b) -> Long.compare(b, a))
                            .toList());
        }
    }
}
