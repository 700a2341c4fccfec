// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * How one quantile differs between two sides.
 *
 * @param base its value on the base side [ns], infinite when it falls on a call that was not seen to end
 * @param changed its value on the new side [ns], as {@code base}
 * @param ratio confidence interval of new/base
 * @param difference confidence interval of new - base [ns]
 * @param p two-sided bootstrap p value of no difference
 */
public record QuantileChange(
        Percentile percentile, double base, double changed, Interval ratio, Interval difference, double p) {
    /** A side of a comparison whose censored calls are taken once as ended when last seen, and once as endless. */
    private static final class Bounds {
        /** Replicates of the first kind. */
        private final double[] shortest;
        /** Replicates of the second kind. */
        private final double[] longest;
        /** The quantile of the first kind [ns]. */
        private final double value;

        private Bounds(double[] shortest, double[] longest, double value) {
            this.shortest = shortest;
            this.longest = longest;
            this.value = value;
        }

        static Bounds of(CensoredRuns runs, Percentile p, Bootstrap bootstrap) {
            RunSample shortest = runs.endedWhenLastSeen();
            double[] low = bootstrap.quantiles(shortest, p);
            double[] high = runs.censored() == 0 ? low : bootstrap.quantiles(runs.endless(), p);
            return new Bounds(low, high, (double) shortest.quantile(p));
        }
    }

    /**
     * Compares two sides.
     *
     * @param replicates bootstrap replicates
     * @param seed of the bootstrap, to be told with the result
     */
    public static QuantileChange of(CensoredRuns base, CensoredRuns changed, Percentile p, int replicates, long seed) {
        Bounds before = Bounds.of(base, p, new Bootstrap(replicates, seed));
        Bounds after = Bounds.of(changed, p, new Bootstrap(replicates, seed + 1));
        double[] lowRatio = pairs(after.shortest, before.longest, (a, b) -> a / b);
        double[] highRatio = pairs(after.longest, before.shortest, (a, b) -> a / b);
        double[] lowDifference = pairs(after.shortest, before.longest, (a, b) -> a - b);
        double[] highDifference = pairs(after.longest, before.shortest, (a, b) -> a - b);
        return new QuantileChange(
                p,
                before.value,
                after.value,
                Interval.of(lowRatio, highRatio),
                Interval.of(lowDifference, highDifference),
                pValue(lowRatio, highRatio));
    }

    private static double[] pairs(double[] a, double[] b, DoubleBinaryOperator f) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> f.applyAsDouble(a[i], b[i]))
                .toArray();
    }

    private static double pValue(double[] lowRatio, double[] highRatio) {
        double notAbove = Arrays.stream(lowRatio).filter(r -> !(r > 1)).count() + 1.0;
        double notBelow = Arrays.stream(highRatio).filter(r -> !(r < 1)).count() + 1.0;
        return Math.min(1, 2 * Math.min(notAbove, notBelow) / (lowRatio.length + 1));
    }

    /** The verdict rule, for two sides of so many runs each and a cost of measuring [ns]. */
    public Verdict verdict(int fewestRuns, double overhead) {
        return fewestRuns < Bootstrap.ENOUGH_RUNS ? Verdict.DESCRIPTIVE : Verdict.of(ratio, changed - base, overhead);
    }
}
