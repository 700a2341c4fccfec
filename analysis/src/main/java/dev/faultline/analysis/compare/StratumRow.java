// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.compare;

import java.util.List;

/**
 * One stratum on both sides.
 *
 * @param n calls of the base side
 * @param changedN calls of the new side
 * @param censored calls of the base side that were not seen to end
 * @param changedCensored of the new side
 * @param delta Cliff's delta of the runs' medians: how much more often a new run's median is above a base run's than below it,
 *     -1 to 1; NaN when a side has no call
 * @param quantiles quantiles that both sides have enough calls for
 * @param rates shares above thresholds, time spent waiting
 */
public record StratumRow(
        Stratum stratum,
        long n,
        long changedN,
        long censored,
        long changedCensored,
        double delta,
        List<QuantileRow> quantiles,
        List<RateRow> rates) {
    /** Copies the lists. */
    public StratumRow {
        quantiles = List.copyOf(quantiles);
        rates = List.copyOf(rates);
    }
}
