// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

import dev.faultline.parsers.capture.IssueLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What walking a chunk found besides records; put together in buffer order when all chunks are done. */
final class ChunkReport {
    final IssueLog issues;
    final List<Gap> gaps = new ArrayList<>();
    long recBase;

    @Nullable
    Long firstTs;

    @Nullable
    Long lastTs;

    ChunkReport(IssueLog issues) {
        this.issues = issues;
    }

    /** Notes what the records of one sub-buffer span; gaps still open end at its first record. */
    void span(long first, long last) {
        if (firstTs == null) {
            firstTs = first;
        }
        lastTs = last;
        for (int i = gaps.size() - 1; i >= 0 && gaps.get(i).beforeTs == null; i--) {
            gaps.get(i).beforeTs = first;
        }
    }
}
