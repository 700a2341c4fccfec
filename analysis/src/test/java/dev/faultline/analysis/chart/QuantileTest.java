// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileTest {
    @ParameterizedTest
    @CsvSource({"P50, 20", "P90, 100", "P99, 1000", "P999, 10000"})
    void aQuantileNeedsTenValuesAboveIt(Quantile quantile, int needed) {
        assertThat(quantile.needed()).isEqualTo(needed);
        assertThat(quantile.of(new long[needed - 1])).isEmpty();
        assertThat(quantile.of(new long[needed])).hasValue(0);
    }

    @Test
    void theValueIsTheOneAtTheNearestRank() {
        long[] oneTo1009 = LongStream.rangeClosed(1, 1009).toArray();
        assertThat(Quantile.P50.of(oneTo1009)).hasValue(505);
        assertThat(Quantile.P90.of(oneTo1009)).hasValue(909);
        assertThat(Quantile.P99.of(oneTo1009)).hasValue(999);
        long[] oneTo1000 = LongStream.rangeClosed(1, 1000).toArray();
        assertThat(Quantile.P50.of(oneTo1000)).hasValue(500);
        assertThat(Quantile.P99.of(oneTo1000)).hasValue(990);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 5, 7})
    void atLeastTheShareIsAtOrBelowAndLessThanTheShareIsBelow(long seed) {
        Random random = new Random(seed);
        long[] values = random.longs(10_007, 0, 500).toArray();
        Arrays.sort(values);
        for (Quantile q : Quantile.values()) {
            long value = q.of(values).orElseThrow();
            long atOrBelow = Arrays.stream(values).filter(v -> v <= value).count();
            long below = Arrays.stream(values).filter(v -> v < value).count();
            long share = q.rank(1000);
            assertThat(atOrBelow * 1000).as("seed %d %s", seed, q).isGreaterThanOrEqualTo(values.length * share);
            assertThat(below * 1000).as("seed %d %s", seed, q).isLessThan(values.length * share);
        }
    }
}
