// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Hierarchical bootstrap of quantiles: runs are drawn with replacement, and in each run its blocks of time.
 *
 * <p>Latencies are bursty (commits, flusher, throttling), so calls are no independent draws: runs are the unit, blocks keep what
 * hangs together. Drawing at both levels counts the spread inside the runs twice, because whole runs carry it already (Davison and
 * Hinkley, Bootstrap Methods and their Application, 1997, section 3.8); with {@link #ENOUGH_RUNS} runs or more the replicates are
 * therefore drawn together on the log scale to the spread of whole runs. With fewer that spread is itself too small, and they stay
 * as wide as they are.
 */
final class Bootstrap {
    /** Runs a side needs before anything is inferred from it. */
    static final int ENOUGH_RUNS = 5;

    private final int replicates;
    private final long seed;

    /** So many replicates, the same for the same seed. */
    Bootstrap(int replicates, long seed) {
        this.replicates = replicates;
        this.seed = seed;
    }

    /** Replicates of a quantile [ns], {@link Double#POSITIVE_INFINITY} where it falls on a call that never ends. */
    double[] quantiles(RunSample sample, Percentile p) {
        Random random = new Random(seed);
        double[] drawn = replicates(sample, p, () -> sample.drawBlocks(random));
        if (sample.runs() < ENOUGH_RUNS) {
            return drawn;
        }
        double[] whole = replicates(sample, p, () -> sample.drawRuns(random));
        double shrink = Math.min(1, spread(whole) / spread(drawn));
        double centre = Math.log((double) sample.quantile(p));
        return Double.isFinite(shrink) ? shrunk(drawn, centre, shrink) : drawn;
    }

    private double[] replicates(RunSample sample, Percentile p, Supplier<int[]> draw) {
        double[] values = new double[replicates];
        for (int i = 0; i < replicates; i++) {
            long value = sample.quantile(p, draw.get());
            values[i] = value == RunSample.NEVER ? Double.POSITIVE_INFINITY : (double) Math.max(1, value);
        }
        return values;
    }

    private static double[] shrunk(double[] drawn, double centre, double shrink) {
        return Arrays.stream(drawn)
                .map(value -> Double.isInfinite(value) ? value : Math.exp(centre + (Math.log(value) - centre) * shrink))
                .toArray();
    }

    /** Standard deviation of the logarithms; NaN with an infinite one among them. */
    private static double spread(double[] values) {
        double mean = Arrays.stream(values).map(Math::log).average().orElse(0);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (Math.log(value) - mean) * (Math.log(value) - mean))
                .average()
                .orElse(0));
    }
}
