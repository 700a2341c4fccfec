// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import org.jspecify.annotations.Nullable;

/**
 * One quantile of a distribution with its 95 % confidence interval.
 *
 * <p>Without censored calls all three are order statistics: values that were measured. With them the value is Kaplan and Meier's,
 * the interval's lower end takes every censored call as ended when it was last seen, its upper end as never ended.
 *
 * @param n calls, the censored ones included
 * @param value the quantile [ns]; {@code null} when n is too small for it, or when so many calls are censored that it lies beyond
 *     what was seen
 * @param low lower end of the interval [ns]; {@code null} when n is too small
 * @param high upper end of the interval [ns]; {@code null} when n is too small or the interval has no upper end
 */
public record Estimate(
        Percentile percentile,
        long n,
        @Nullable Long value,
        @Nullable Long low,
        @Nullable Long high) {
    /** Whether there are too few calls to tell this quantile. */
    public boolean tooSmall() {
        return n < percentile.needed();
    }
}
