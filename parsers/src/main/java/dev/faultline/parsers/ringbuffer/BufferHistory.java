// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.ParseIssue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the reports of chunks, which were read in any order, together in the order of each cpu buffer. */
final class BufferHistory {
    private final List<LostEvents> losses = new ArrayList<>();
    private final List<ParseIssue> issues = new ArrayList<>();
    private final List<Gap> open = new ArrayList<>();
    private @Nullable Long lastTs;
    private @Nullable Long smallest;
    private @Nullable Long largest;

    /** The next chunk of the cpu buffer at hand. */
    void add(CpuBuffer of, ChunkReport report) {
        Long first = report.firstTs;
        if (first != null && lastTs != null && first < lastTs) {
            issues.add(new ParseIssue(
                    IssueKind.TIME_BACKWARDS, of.place(), report.recBase, "ts " + first + " after " + lastTs));
        }
        issues.addAll(report.issues.toRows());
        for (Gap gap : report.gaps) {
            gap.afterTs = gap.afterTs == null ? lastTs : gap.afterTs;
        }
        endOpen(first);
        open.addAll(report.gaps);
        if (first != null) {
            lastTs = report.lastTs;
            smallest = smallest == null ? first : Long.valueOf(Math.min(smallest, first));
            largest =
                    largest == null ? report.lastTs : Long.valueOf(Math.max(largest, lastTs == null ? first : lastTs));
        }
    }

    /** Ends a cpu buffer; the next chunk is the first of another one. */
    void end(CpuBuffer of) {
        if (of.truncated()) {
            open.add(new Gap(null, lastTs));
        }
        for (Gap gap : open) {
            losses.add(new LostEvents(of.cpu(), of.bufferId(), gap.afterTs, gap.beforeTs, gap.count));
        }
        open.clear();
        lastTs = null;
    }

    /** Gaps so far, in order. */
    List<LostEvents> losses() {
        return List.copyOf(losses);
    }

    /** Issues so far, in order. */
    List<ParseIssue> issues() {
        return List.copyOf(issues);
    }

    /** Smallest and largest ts; empty without records. */
    List<Long> span() {
        return smallest == null || largest == null ? List.of() : List.of(smallest, largest);
    }

    private void endOpen(@Nullable Long first) {
        for (Gap gap : open) {
            gap.beforeTs = gap.beforeTs == null ? first : gap.beforeTs;
        }
    }
}
