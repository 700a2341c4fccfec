// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's step-down correction for many tests at once (Scandinavian Journal of Statistics 6, 1979). */
public final class Holm {
    private Holm() {}

    /** Adjusted p values, in the order of the p values given: the chance of one false alarm or more among all tests. */
    public static double[] adjust(double... p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int i = 0; i < order.length; i++) {
            largest = Math.max(largest, Math.min(1, (p.length - i) * p[order[i]]));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }
}
