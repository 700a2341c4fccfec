// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Log-normal latencies, sigma = 1 around a median, in runs that deviate from each other by a factor. */
final class LogNormal {
    static final double MEDIAN = 100_000;
    /** Deviate of the standard normal distribution at 0.99. */
    static final double Z99 = 2.3263478740408408;

    private static final int BLOCKS = 6;

    private LogNormal() {}

    static long[] calls(Random random, int n, double factor) {
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.round(MEDIAN * factor * Math.exp(random.nextGaussian()));
        }
        return values;
    }

    /** Runs of {@code n} calls, each run off by a factor of {@code exp(deviation N(0, 1))}. */
    static List<List<long[]>> runs(Random random, int runs, int n, double deviation) {
        List<List<long[]>> all = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            long[] calls = calls(random, n, Math.exp(deviation * random.nextGaussian()));
            List<long[]> blocks = new ArrayList<>();
            for (int block = 0; block < BLOCKS; block++) {
                blocks.add(Arrays.copyOfRange(calls, n * block / BLOCKS, n * (block + 1) / BLOCKS));
            }
            all.add(blocks);
        }
        return all;
    }

    static CensoredRuns seen(List<List<long[]>> runs, double factor) {
        return new CensoredRuns(runs.stream()
                .map(run -> run.stream()
                        .map(block -> new CensoredRuns.Block(
                                Arrays.stream(block)
                                        .map(v -> Math.round(v * factor))
                                        .toArray(),
                                new long[0]))
                        .toList())
                .toList());
    }
}
