// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.latency.CensoredRuns.Block;
import dev.faultline.analysis.latency.Dimension;
import dev.faultline.analysis.latency.Metric;
import dev.faultline.analysis.latency.Percentile;
import dev.faultline.analysis.latency.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Comparisons of made-up runs: log-normal calls (sigma 1, median 100 us), 2 % run-to-run deviation, seed 20260102. */
class ComparisonTest {
    private static final Stratum SHORT =
            new Stratum(Metric.L_FS, "kprobe", List.of(Dimension.KIND), List.of("write protect"));
    private static final Stratum LONG =
            new Stratum(Metric.L_FS, "kprobe", List.of(Dimension.KIND), List.of("not present"));
    private static final Settings SETTINGS = new Settings(400, 1, 0, List.of(1_000_000L));

    private final Random random = new Random(20_260_102);

    /** Five blocks of calls, the long kind ten times as long. */
    private Run run(int shortCalls, int longCalls, double scale, int openOfThousand) {
        double deviation = Math.exp(random.nextGaussian() * 0.02);
        Map<Stratum, List<Block>> calls = new LinkedHashMap<>();
        calls.put(SHORT, blocks(shortCalls, 100_000 * scale * deviation, openOfThousand));
        calls.put(LONG, blocks(longCalls, 1_000_000 * scale * deviation, openOfThousand));
        return new Run("run", "6.1.0", 60_000_000_000L, calls, Map.of(), List.of());
    }

    private List<Block> blocks(int calls, double median, int openOfThousand) {
        List<Block> blocks = new ArrayList<>();
        for (int b = 0; b < 5; b++) {
            long[] values = new long[calls / 5];
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.round(median * Math.exp(random.nextGaussian()));
            }
            int open = values.length * openOfThousand / 1_000;
            Arrays.sort(values);
            blocks.add(new Block(Arrays.copyOf(values, values.length - open), new long[open]));
        }
        return blocks;
    }

    private List<Run> runs(int n, int shortCalls, int longCalls, double scale, int open) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            runs.add(run(shortCalls, longCalls, scale, open));
        }
        return runs;
    }

    private static List<Verdict> verdicts(Comparison comparison, Percentile p) {
        return comparison.strata().stream()
                .flatMap(row -> row.quantiles().stream())
                .filter(row -> row.change().percentile() == p)
                .map(QuantileRow::verdict)
                .toList();
    }

    @Test
    void aThirdSlowerIsARegressionOfEachStratumAndTheOtherWayAnImprovement() {
        List<Run> base = runs(10, 5_000, 5_000, 1, 0);
        List<Run> slower = runs(10, 5_000, 5_000, 1.33, 0);
        assertThat(verdicts(Comparison.of(base, slower, SETTINGS), Percentile.P99))
                .containsExactly(Verdict.REGRESSION, Verdict.REGRESSION);
        assertThat(verdicts(Comparison.of(slower, base, SETTINGS), Percentile.P99))
                .containsExactly(Verdict.IMPROVEMENT, Verdict.IMPROVEMENT);
    }

    @Test
    void aChangeOfTheMixChangesNoStratum() {
        Comparison comparison = Comparison.of(runs(8, 9_000, 1_000, 1, 0), runs(8, 1_000, 9_000, 1, 0), SETTINGS);
        for (Percentile p : Percentile.values()) {
            assertThat(verdicts(comparison, p)).doesNotContain(Verdict.REGRESSION, Verdict.IMPROVEMENT);
        }
        assertThat(comparison.mix()).hasSize(2).allMatch(MixRow::moved);
        assertThat(comparison.mix().get(0).base()).isEqualTo(0.9);
        assertThat(comparison.mix().get(0).changed()).isEqualTo(0.1);
    }

    @Test
    void fourRunsDescribeAndInferNothing() {
        Comparison comparison = Comparison.of(runs(4, 5_000, 0, 1, 0), runs(9, 5_000, 0, 3, 0), SETTINGS);
        assertThat(comparison.strata().get(0).quantiles())
                .hasSize(4)
                .allMatch(row -> row.verdict() == Verdict.DESCRIPTIVE);
    }

    @Test
    void losingTheSlowestReturnsIsNoImprovement() {
        List<Run> base = runs(8, 10_000, 0, 1, 0);
        List<Run> cut = runs(8, 10_000, 0, 1, 10);
        Comparison comparison = Comparison.of(base, cut, SETTINGS);
        assertThat(comparison.strata().get(0).changedCensored()).isEqualTo(800);
        assertThat(verdicts(comparison, Percentile.P99)).containsExactly(Verdict.INCONCLUSIVE);
    }

    @Test
    void ratesAreThoseOfTheCalls() {
        List<Run> base = runs(6, 10_000, 0, 1, 0);
        RateRow above =
                Comparison.of(base, base, SETTINGS).strata().get(0).rates().get(0);
        assertThat(above.base()).isEqualTo(above.changed());
        // ln 10 standard deviations above the median of a log-normal distribution of sigma 1: 1.06 %.
        assertThat(above.base()).isBetween(0.008, 0.014);
        assertThat(above.difference().contains(0)).isTrue();
    }
}
