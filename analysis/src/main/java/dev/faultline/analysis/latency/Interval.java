// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.Arrays;

/**
 * A 95 % confidence interval.
 *
 * @param low lower end, may be infinite
 * @param high upper end, may be infinite
 */
public record Interval(double low, double high) {
    private static final double OUTSIDE = 0.025;

    /** The middle 95 % of replicates. */
    public static Interval of(double[] replicates) {
        return of(replicates, replicates);
    }

    /** The middle 95 % of replicates; the lower end from the one array, the upper from the other. */
    static Interval of(double[] lows, double[] highs) {
        return new Interval(at(lows, OUTSIDE), at(highs, 1 - OUTSIDE));
    }

    private static double at(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** Whether a value lies inside. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** Whether this interval lies inside another one. */
    boolean inside(double from, double to) {
        return low >= from && high <= to;
    }
}
