// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.samples.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Latencies of real captures: their parts add up, whole and in bands, and every call is in one place. */
class LatencyAnalysisTest {
    private static final String[] NAMES = {"ext4-write-6.1", "xfs-write-6.1", "btrfs-write-6.1", "ext4-write-5.10"};

    @Test
    void partsAddUpOnEveryCall() throws IOException, InterruptedException {
        LoadRequest request = LoadRequest.of(Stream.of(NAMES)
                        .map(name -> Samples.named(name).capture())
                        .toArray(Path[]::new))
                .withEvents(LatencyAnalysis.events());
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            LatencyAnalysis analysis = new LatencyAnalysis(database, List.of(Metric.values()));
            Object[] sums = database.query("""
                            SELECT count(*), count(*) FILTER (end_ts - start_ts <> coalesce(ns, 0))
                            FROM latency_call
                            LEFT JOIN (
                              SELECT capture_id, metric, call, sum(ns) AS ns FROM latency_part GROUP BY ALL
                            ) USING (capture_id, metric, call)
                            WHERE end_ts IS NOT NULL
                            """).all().get(0);
            assertThat(((Number) sums[0]).longValue()).as("calls").isGreaterThan(1_000);
            assertThat(sums[1]).as("calls whose parts do not add up").isEqualTo(0L);
            for (Breakdown breakdown : analysis.breakdowns()) {
                assertThat(breakdown.parts().values().stream()
                                .mapToLong(ns -> ns)
                                .sum())
                        .as("%s", breakdown)
                        .isEqualTo(breakdown.total());
            }
            counted(analysis);
        }
    }

    private static void counted(LatencyAnalysis analysis) {
        List<Distribution> all = analysis.distributions(List.of());
        Distribution ext4 = all.stream()
                .filter(d -> d.captureId() == 0 && d.metric() == Metric.L_FS)
                .findFirst()
                .orElseThrow();
        assertThat(ext4.latencies().n()).isEqualTo(96);
        assertThat(ext4.function()).isEqualTo("ext4_page_mkwrite");
        long whole = all.stream().mapToLong(d -> d.latencies().n()).sum();
        for (Dimension dimension : Dimension.values()) {
            assertThat(analysis.distributions(List.of(dimension)).stream()
                            .mapToLong(d -> d.latencies().n())
                            .sum())
                    .as("calls divided by " + dimension.word())
                    .isEqualTo(whole);
        }
        List<SlowCall> slowest = analysis.slowest(3);
        assertThat(slowest).hasSize(12);
        assertThat(slowest.get(0).latency())
                .isGreaterThanOrEqualTo(slowest.get(1).latency());
        assertThat(slowest).allSatisfy(call -> assertThat(call.steps()).isNotEmpty());
    }
}
