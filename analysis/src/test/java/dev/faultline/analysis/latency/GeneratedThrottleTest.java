// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.samples.generate.Generator;
import dev.faultline.samples.generate.OutputFormat;
import dev.faultline.samples.generate.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The throttle part of every access is the time that the generated writer was made to wait in it, as its truth has it. */
class GeneratedThrottleTest {
    private static final long SEED = 7;
    private static final int TID = 0;
    private static final int START = 2;
    private static final int THROTTLED = 13;

    /**
     * The truth has the pause that balance_dirty_pages asked for; the part lasts from its decision until the thread runs again, so
     * it is longer by the switch and by the wait for a cpu [ns].
     */
    private static final long WOKEN = 200_000;

    @TempDir
    Path folder;

    @Test
    void throttleIsTheWritersOwn() throws IOException, InterruptedException {
        Path capture = folder.resolve("trace.dat");
        Path truth = folder.resolve("truth");
        Generator.of(Objects.requireNonNull(Presets.find("throttled")), Map.of("events", "20000"), SEED)
                .run(capture, OutputFormat.TRACE_DAT, truth);
        Map<String, Long> throttled = throttled(truth.resolve("faults.csv"));
        int compared = 0;
        int waited = 0;
        LoadRequest request = LoadRequest.of(capture).withEvents(LatencyAnalysis.events());
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            LatencyAnalysis analysis = new LatencyAnalysis(database, List.of(Metric.L_LOGICAL));
            assertThat(analysis.breakdowns()).isNotEmpty();
            for (Object[] row : database.query("""
                            SELECT c.tid || ' ' || c.start_ts, coalesce(sum(p.ns) FILTER (p.part = 'throttle'), 0)
                            FROM latency_call AS c
                            JOIN latency_part AS p USING (capture_id, metric, call)
                            WHERE c.metric = 'L_logical'
                            GROUP BY ALL
                            """).all()) {
                Long expected = throttled.get(String.valueOf(row[0]));
                assertThat(expected)
                        .as("access %s of the truth, seed %d", row[0], SEED)
                        .isNotNull();
                long wanted = Objects.requireNonNull(expected);
                long told = ((Number) Objects.requireNonNull(row[1])).longValue();
                assertThat(told).as("throttle of %s", row[0]).isBetween(wanted, wanted == 0 ? 0 : wanted + WOKEN);
                compared++;
                waited += wanted > 0 ? 1 : 0;
            }
        }
        assertThat(compared).as("accesses").isEqualTo(throttled.size()).isEqualTo(578);
        assertThat(waited).as("accesses that were throttled").isEqualTo(13);
    }

    /** Throttled time by thread and begin [ns]. */
    private static Map<String, Long> throttled(Path csv) throws IOException {
        Map<String, Long> times = new HashMap<>();
        List<String> lines = Files.readAllLines(csv);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            times.put(cells[TID] + " " + cells[START], Long.parseLong(cells[THROTTLED]));
        }
        return times;
    }
}
