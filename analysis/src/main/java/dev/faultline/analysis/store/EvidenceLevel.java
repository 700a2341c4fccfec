// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

/** How well a capture proves what a view says about it, best first. */
public enum EvidenceLevel {
    /** Each fact of the view is stated by a record of its own. */
    EXACT,
    /** What was recorded says it in part, or bounds it; the view's header says what is missing. */
    STOCK,
    /** The capture declares the events and has no record of them: switched off, filtered out, or it never happened. */
    SILENT,
    /** The capture does not declare them: the view has no rows for it, and that proves nothing. */
    ABSENT
}
