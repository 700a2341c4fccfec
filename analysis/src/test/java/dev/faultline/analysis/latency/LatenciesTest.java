// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final long SEED = 61;

    @Test
    void quantilesAreNearestRanks() {
        Latencies thousand = Latencies.of(LongStream.rangeClosed(1, 1000).toArray());
        assertThat(thousand.estimate(Percentile.P50)).isEqualTo(new Estimate(Percentile.P50, 1000, 500L, 469L, 532L));
        assertThat(thousand.estimate(Percentile.P99)).isEqualTo(new Estimate(Percentile.P99, 1000, 990L, 983L, 998L));
        assertThat(thousand.estimate(Percentile.P99_9).tooSmall()).isTrue();
        assertThat(thousand.estimate(Percentile.P99_9).value()).isNull();
        assertThat(Percentile.P99.needed()).isEqualTo(1_000);
        assertThat(Percentile.P99_9.needed()).isEqualTo(10_000);
        assertThat(Percentile.P99_99.needed()).isEqualTo(100_000);
        assertThat(thousand.above(990)).isEqualTo(10);
    }

    @Test
    void intervalsHoldTheTrueQuantile() {
        for (Percentile p : new Percentile[] {Percentile.P50, Percentile.P90, Percentile.P99}) {
            Random random = new Random(SEED);
            int covered = 0;
            for (int trial = 0; trial < 2_000; trial++) {
                long[] values = LongStream.generate(() -> random.nextLong(1_000_000_000))
                        .limit(p.needed())
                        .toArray();
                Estimate estimate = Latencies.of(values).estimate(p);
                double truth = p.quantile() * 1e9;
                covered += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
            }
            System.out.printf("seed %d: %d of 2000 intervals of %s hold the truth%n", SEED, covered, p.label());
            assertThat(covered / 2_000.0).as(p.label()).isGreaterThanOrEqualTo(0.93);
        }
    }

    @Test
    void aKnownDistributionIsMeasuredAsItIs() {
        long[] values = new long[1_000_000];
        Random random = new Random(SEED);
        for (int i = 0; i < values.length; i++) {
            double share = (i + 0.5) / values.length;
            values[i] = i % 500 == 0 ? 200_000_000 : Math.round(-100_000 * Math.log(1 - share) + 1_000);
        }
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            long swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
        Latencies latencies = Latencies.of(values);
        for (Percentile p : new Percentile[] {Percentile.P50, Percentile.P90, Percentile.P99}) {
            double truth = 1_000 - 100_000 * Math.log(1 - p.quantile() / 0.998);
            assertThat((double) latencies.estimate(p).value() / truth)
                    .as(p.label())
                    .isBetween(0.998, 1.002);
        }
        assertThat(latencies.estimate(Percentile.P99_9).value()).as("the atoms").isEqualTo(200_000_000);
    }

    @Test
    void censoredCallsMakeQuantilesLonger() {
        Latencies.Builder builder = new Latencies.Builder();
        for (long value = 1; value <= 990; value++) {
            builder.add(value, 1, value == 100 ? 10 : 0);
        }
        Latencies latencies = builder.build();
        Estimate p50 = latencies.estimate(Percentile.P50);
        assertThat(latencies.n()).isEqualTo(1000);
        assertThat(p50.value()).as("survivors share the weight of the ten").isEqualTo(496);
        assertThat(p50.low()).isEqualTo(459);
        assertThat(p50.high()).isEqualTo(532);
        assertThat(latencies.estimate(Percentile.P99).value()).isEqualTo(981);
        assertThat(latencies.estimate(Percentile.P99).high())
                .as("it may be any of the ten")
                .isNull();
        assertThat(latencies.undecided(200)).isEqualTo(10);
    }

    @Test
    void timeWeighsLongCalls() {
        Latencies latencies = Latencies.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 91);
        assertThat(latencies.total()).isEqualTo(100);
        assertThat(latencies.timeWeighted(Percentile.P50)).isEqualTo(91);
    }

    @Test
    void histogramsMergeLikeTheUnion() {
        Random random = new Random(SEED);
        long[] one = LogNormal.calls(random, 5_000, 1);
        long[] two = LogNormal.calls(random, 7_000, 3);
        Histogram merged = HdrHistograms.of(Latencies.of(one));
        merged.add(HdrHistograms.of(Latencies.of(two)));
        Histogram union = HdrHistograms.of(Latencies.of(
                LongStream.concat(LongStream.of(one), LongStream.of(two)).toArray()));
        assertThat(merged).isEqualTo(union);
        assertThat(union.getTotalCount()).isEqualTo(12_000);
    }

    @Test
    void histogramLogsAreReadBack() {
        Latencies latencies = Latencies.of(LogNormal.calls(new Random(SEED), 3_000, 1));
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        HdrHistograms.write(Map.of("ext4 page, mkwrite", latencies), log);
        Histogram read =
                (Histogram) new HistogramLogReader(new ByteArrayInputStream(log.toByteArray())).nextIntervalHistogram();
        assertThat(read.getTag()).isEqualTo("ext4_page_mkwrite");
        assertThat(read).isEqualTo(HdrHistograms.of(latencies));
    }
}
