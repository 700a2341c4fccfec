// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.compare;

import dev.faultline.analysis.latency.Interval;

/**
 * Which share of a metric's calls a stratum has on both sides. A change of the mix changes the whole without any stratum changing.
 *
 * @param base share of the base side, 0 to 1
 * @param changed share of the new side
 * @param difference interval of new - base
 */
public record MixRow(Stratum stratum, double base, double changed, Interval difference) {
    /** Whether more than chance changed the mix. */
    public boolean moved() {
        return !difference.contains(0);
    }
}
