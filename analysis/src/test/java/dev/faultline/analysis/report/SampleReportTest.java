// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.Charts;
import dev.faultline.analysis.chart.Note;
import dev.faultline.analysis.latency.Latencies;
import dev.faultline.analysis.latency.Metric;
import dev.faultline.analysis.latency.Percentile;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.samples.Sample;
import dev.faultline.samples.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports of real captures, against what trace-cmd printed of them. */
class SampleReportTest {
    private static final Pattern LINE =
            Pattern.compile("\\s*\\S.*-(\\d+)\\s+\\[\\d+]\\s+(?:\\S+\\s+)?(\\d+)\\.(\\d{9}): (\\w+): .*");

    @TempDir
    Path folder;

    private static TraceDatabase load(String sample) throws IOException, InterruptedException {
        return TraceDatabase.load(LoadRequest.of(Samples.named(sample).capture()), Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "ext4-write-5.10, ext4_page_mkwrite, 96",
        "ext4-write-6.1, ext4_page_mkwrite, 96",
        "ext4-write-6.12, ext4_page_mkwrite, 96",
        "xfs-write-6.1, xfs_filemap_page_mkwrite, 96",
        "btrfs-write-6.1, btrfs_page_mkwrite, 96",
    })
    void latencyIsWhatTraceCmdShows(String name, String function, int calls) throws IOException, InterruptedException {
        long[] shown = latencies(Samples.named(name), function);
        assertThat(shown).hasSize(calls);
        try (TraceDatabase database = load(name)) {
            ReportInput input = ReportInput.of(database);
            Latencies told = input.latency().distributions().stream()
                    .filter(d -> d.metric() == Metric.L_FS && d.function().equals(function))
                    .findFirst()
                    .orElseThrow()
                    .latencies();
            assertThat(told.n()).isEqualTo(calls);
            assertThat(told.min()).isEqualTo(shown[0]);
            assertThat(told.estimate(Percentile.P50).value()).isEqualTo(shown[(int) Percentile.P50.rank(calls) - 1]);
            assertThat(told.estimate(Percentile.P99).value()).isNull();
            assertThat(told.max()).isEqualTo(shown[calls - 1]);
            assertThat(input.latency().slowest().get(0).latency()).isEqualTo(shown[calls - 1]);
            ChartData heat = chart(input.charts(), "mkwrite-latency-heatmap");
            assertThat(heat.grid().total()).isEqualTo(calls);
            assertThat(heat.notes()).contains(new Note("n", function + " " + calls), new Note("losses", "none"));
        }
    }

    /** Latencies of calls that returned with VM_FAULT_LOCKED (0x200), from the printed lines, ascending. */
    private static long[] latencies(Sample sample, String function) throws IOException {
        Map<String, Long> entered = new HashMap<>();
        List<Long> latencies = new ArrayList<>();
        for (String line : sample.report()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            long ts = Long.parseLong(matcher.group(2)) * 1_000_000_000 + Long.parseLong(matcher.group(3));
            String event = matcher.group(4);
            if (event.equals(function)) {
                entered.put(matcher.group(1), ts);
            } else if (event.equals(function + "_ret") && line.contains("ret=0x200")) {
                latencies.add(ts - entered.get(matcher.group(1)));
            }
        }
        return latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static ChartData chart(List<ChartData> charts, String id) {
        return charts.stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void aCounterClockIsRefusedNotDrawn() throws IOException, InterruptedException {
        try (TraceDatabase database = load("ext4-counter-6.1")) {
            for (String id : Charts.ids()) {
                assertThat(Charts.data(database, id).get(0).emptyReason())
                        .startsWith("The trace clock 'counter' counts something other than nanoseconds");
            }
        }
    }

    @Test
    void lossesAreOnTheChartAndInTheSummary() throws IOException, InterruptedException {
        try (TraceDatabase database = load("ext4-lost-6.1")) {
            ReportInput input = ReportInput.of(database);
            int gaps = input.captures().get(0).losses().size();
            assertThat(gaps).isEqualTo(10);
            assertThat(HtmlReport.document(input).summary())
                    .filteredOn(line -> line.label().equals("Recording"))
                    .extracting(Document.Line::state)
                    .containsExactly(State.BAD);
            assertThat(chart(input.charts(), "mkwrite-latency-heatmap").notes())
                    .filteredOn(note -> note.label().equals("losses"))
                    .extracting(Note::value)
                    .first()
                    .asString()
                    .contains("lost in 10 gaps");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ext4-graph-6.1", "ext4-instances-6.1", "ext4-fault-lockdep", "xfs-no-trunc-check-injected"})
    void unusualSamplesHaveAReport(String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".html");
        try (TraceDatabase database = load(name)) {
            HtmlReport.write(ReportInput.of(database), file);
        }
        assertThat(Files.readString(file)).contains("<h2 id=\"latency\">").endsWith("</html>\n");
    }
}
