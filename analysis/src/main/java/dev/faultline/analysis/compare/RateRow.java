// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.compare;

import dev.faultline.analysis.latency.Interval;

/**
 * A rate on both sides: a share of calls, or time per time.
 *
 * @param name what it is
 * @param base on the base side
 * @param changed on the new side
 * @param difference interval of new - base
 */
public record RateRow(String name, double base, double changed, Interval difference) {}
