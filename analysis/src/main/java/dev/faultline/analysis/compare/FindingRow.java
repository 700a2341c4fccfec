// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.compare;

import dev.faultline.analysis.rules.Rule;

/**
 * What one rule says of both sides.
 *
 * @param violated runs of the base side that violate it
 * @param clean runs of the base side that are clean; the others could not be judged
 * @param findings findings of the base side
 * @param changedViolated runs of the new side that violate it
 * @param changedClean runs of the new side that are clean
 * @param changedFindings findings of the new side
 */
public record FindingRow(
        Rule rule,
        int violated,
        int clean,
        long findings,
        int changedViolated,
        int changedClean,
        long changedFindings) {
    /** new, gone, both, none, or not comparable where a side that is not violated could not be judged in any run. */
    public String change() {
        if (violated > 0 && changedViolated > 0) {
            return "both";
        }
        if (changedViolated > 0) {
            return clean > 0 ? "new" : "new or not judged before";
        }
        if (violated > 0) {
            return changedClean > 0 ? "gone" : "not judged any more";
        }
        return clean > 0 && changedClean > 0 ? "none" : "not comparable";
    }
}
