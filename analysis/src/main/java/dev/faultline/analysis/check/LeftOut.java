// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

/**
 * A finding that does not count.
 *
 * @param finding the finding
 * @param by whether the user or this tool's own list says so
 * @param reason why
 */
public record LeftOut(JudgedFinding finding, By by, String reason) {
    /** Who says so. */
    public enum By {
        /** A suppression of the user's configuration. */
        SUPPRESSION,
        /** {@code rules/exclusions.tsv}: what is known to be harmless everywhere. */
        EXCLUSION
    }
}
