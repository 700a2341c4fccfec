// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.compare;

import java.util.List;

/**
 * How runs are compared.
 *
 * @param replicates bootstrap replicates
 * @param seed of the bootstrap: the same runs and seed give the same numbers
 * @param overhead what measuring one call costs [ns], 0 when not known
 * @param thresholds times that calls should not exceed [ns]
 */
public record Settings(int replicates, long seed, long overhead, List<Long> thresholds) {
    /** Copies the list. */
    public Settings {
        thresholds = List.copyOf(thresholds);
    }
}
