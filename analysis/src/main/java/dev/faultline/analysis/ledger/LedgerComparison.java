// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.ledger;

/**
 * A number of the ledger against what the kernel counted independently.
 *
 * @param capture {@code capture_id}
 * @param what what was counted: pages dirtied, written, ...
 * @param against the other count: global_dirty_state, a file of /proc
 * @param ours the ledger's pages
 * @param theirs the kernel's pages
 * @param tolerance difference that means nothing [pages]
 * @param why where the tolerance comes from
 */
public record LedgerComparison(
        int capture, String what, String against, long ours, long theirs, long tolerance, String why) {
    /** Ours less theirs. */
    public long difference() {
        return ours - theirs;
    }

    /** Whether both counts say the same. */
    public boolean agrees() {
        return Math.abs(difference()) <= tolerance;
    }
}
