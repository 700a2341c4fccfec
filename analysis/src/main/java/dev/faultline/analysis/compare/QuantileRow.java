// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.compare;

import dev.faultline.analysis.latency.QuantileChange;
import dev.faultline.analysis.latency.Verdict;

/**
 * One quantile of one stratum on both sides.
 *
 * @param change values, intervals and p value
 * @param adjusted p value by Holm over all quantiles and strata of the comparison
 * @param verdict what follows
 */
public record QuantileRow(QuantileChange change, double adjusted, Verdict verdict) {}
