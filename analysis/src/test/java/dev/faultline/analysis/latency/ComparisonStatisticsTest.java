// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Comparisons of 20 runs against 20 of 10,000 log-normal calls (sigma = 1) that deviate by 2 % from run to run: how often they raise
 * a false alarm, find what is there, and how often the interval holds the truth.
 */
class ComparisonStatisticsTest {
    private static final int TRIALS = 120;
    private static final int RUNS = 20;
    private static final int CALLS = 10_000;
    private static final int REPLICATES = 400;
    private static final long SEED = 20_260_101;

    @Test
    void verdictsAreRightAsOftenAsPromised() {
        Random random = new Random(SEED);
        int alarms = 0;
        int found = 0;
        int covered = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            List<List<long[]>> base = LogNormal.runs(random, RUNS, CALLS, 0.02);
            List<List<long[]>> other = LogNormal.runs(random, RUNS, CALLS, 0.02);
            QuantileChange same = change(LogNormal.seen(base, 1), LogNormal.seen(other, 1));
            QuantileChange slower = change(LogNormal.seen(base, 1), LogNormal.seen(other, 1.1));
            alarms += alarm(same.verdict(RUNS, 0)) ? 1 : 0;
            found += slower.verdict(RUNS, 0) == Verdict.REGRESSION ? 1 : 0;
            covered += slower.ratio().contains(1.1) ? 1 : 0;
        }
        System.out.printf(
                "seed %d: of %d comparisons %d false alarms, %d of +10 %% found, %d intervals hold the truth%n",
                SEED, TRIALS, alarms, found, covered);
        assertThat((double) alarms / TRIALS).as("false alarms").isLessThanOrEqualTo(0.05);
        assertThat((double) found / TRIALS).as("+10 % found").isGreaterThanOrEqualTo(0.90);
        assertThat((double) covered / TRIALS).as("coverage of the ratio").isBetween(0.90, 0.98);
    }

    private static boolean alarm(Verdict verdict) {
        return verdict == Verdict.REGRESSION || verdict == Verdict.IMPROVEMENT;
    }

    private static QuantileChange change(CensoredRuns base, CensoredRuns changed) {
        return QuantileChange.of(base, changed, Percentile.P99, REPLICATES, 1);
    }

    @Test
    void intervalsHoldTheTrueQuantileOfWhateverTheRunsAreDrawnFrom() {
        assertThat(coverage(2_000, 0.2)).as("runs differ much").isBetween(0.90, 0.98);
        assertThat(coverage(500, 0.0)).as("runs do not differ").isBetween(0.90, 0.98);
    }

    /** How often the interval of one side's median of run scale holds it, over 400 seeds. */
    private static double coverage(int calls, double deviation) {
        Random random = new Random(SEED);
        int covered = 0;
        for (int trial = 0; trial < 400; trial++) {
            RunSample sample = new RunSample(LogNormal.runs(random, RUNS, calls, deviation));
            double[] replicates = new Bootstrap(REPLICATES, trial).quantiles(sample, Percentile.P90);
            double spread = Math.sqrt(1 + deviation * deviation);
            double truth = LogNormal.MEDIAN * Math.exp(1.2815515655446004 * spread);
            covered += Interval.of(replicates, replicates).contains(truth) ? 1 : 0;
        }
        System.out.printf(
                "seed %d: %d of 400 intervals hold the true p90 (%d calls, %s)%n", SEED, covered, calls, deviation);
        return covered / 400.0;
    }

    @Test
    void hidingTheSlowestReturnsNeverLooksLikeAnImprovement() {
        Random random = new Random(SEED);
        List<List<long[]>> base = LogNormal.runs(random, RUNS, 2_000, 0.02);
        CensoredRuns whole = LogNormal.seen(base, 1);
        CensoredRuns cut = new CensoredRuns(base.stream()
                .map(run -> run.stream()
                        .map(ComparisonStatisticsTest::withoutSlowest)
                        .toList())
                .toList());
        assertThat(cut.censored()).isEqualTo(RUNS * 6 * 4);
        QuantileChange change = change(whole, cut);
        assertThat(change.changed()).as("a naive p99 looks better").isLessThan(change.base());
        assertThat(change.verdict(RUNS, 0)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(change.ratio().high()).isInfinite();
    }

    /** The returns of the slowest calls lost, seen for a microsecond: a bit more than 1 %. */
    private static CensoredRuns.Block withoutSlowest(long[] calls) {
        long[] sorted = calls.clone();
        Arrays.sort(sorted);
        long[] hidden = new long[4];
        Arrays.fill(hidden, 1_000);
        return new CensoredRuns.Block(Arrays.copyOf(sorted, sorted.length - hidden.length), hidden);
    }

    @Test
    void fewRunsInferNothing() {
        List<List<long[]>> one = LogNormal.runs(new Random(SEED), 1, 5_000, 0);
        QuantileChange change = change(LogNormal.seen(one, 1), LogNormal.seen(one, 2));
        assertThat(change.ratio().low()).isGreaterThan(1.5);
        assertThat(change.verdict(1, 0)).isEqualTo(Verdict.DESCRIPTIVE);
    }

    @Test
    void smallDifferencesAndNoisyTracersDoNotMatter() {
        Interval doubled = new Interval(1.9, 2.1);
        assertThat(Verdict.of(doubled, 25_000, 0)).isEqualTo(Verdict.REGRESSION);
        assertThat(Verdict.of(doubled, 19_000, 0)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Verdict.of(doubled, 25_000, 13_000)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Verdict.of(new Interval(0.4, 0.6), -25_000, 0)).isEqualTo(Verdict.IMPROVEMENT);
        assertThat(Verdict.of(new Interval(0.96, 1.04), 0, 0)).isEqualTo(Verdict.EQUIVALENT);
    }

    @Test
    void holmMultipliesBySteps() {
        assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005)).containsExactly(0.03, 0.06, 0.06, 0.02);
        assertThat(Holm.adjust(0.5, 0.9)).containsExactly(1, 1);
    }
}
