// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Dirty pages of one scope. Numbers are pages; {@code null} is not known.
 *
 * @param capture {@code capture_id}
 * @param source events (of pages), or counters (writeback:global_dirty_state)
 * @param scope capture, device, file or thread
 * @param subject what of that scope
 * @param dirtyBefore dirty when the capture, or the first sample, was
 * @param dirtied became dirty
 * @param cleaned cleaned for writing
 * @param written left writeback
 * @param redirtied given back by writeback unwritten
 * @param cancelled dropped without writing
 * @param stillDirty dirty at the end
 * @param underWriteback under writeback at the end
 * @param unexplained what is left over
 * @param tolerance by how much {@code unexplained} may be off and still mean nothing
 * @param why where the tolerance comes from
 */
public record LedgerLine(
        int capture,
        String source,
        String scope,
        String subject,
        @Nullable Long dirtyBefore,
        @Nullable Long dirtied,
        @Nullable Long cleaned,
        @Nullable Long written,
        @Nullable Long redirtied,
        @Nullable Long cancelled,
        @Nullable Long stillDirty,
        @Nullable Long underWriteback,
        @Nullable Long unexplained,
        long tolerance,
        String why) {
    /** Whether the books balance; {@code null} when that is not known. */
    public @Nullable Boolean balanced() {
        return unexplained == null ? null : Math.abs(unexplained) <= tolerance;
    }
}
