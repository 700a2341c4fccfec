// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.TaskName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What walking a block found besides rows; put together in the order of the blocks when all are done. */
final class BlockReport {
    final int number;
    final IssueLog issues;
    final List<Lost> lost = new ArrayList<>();
    final List<TaskName> tasks = new ArrayList<>();
    private static final int MOST_CPUS = 1 << 16;

    /** Last ts by cpu. */
    private long[] lastTs = new long[0];

    /**
     * Records the kernel could not store.
     *
     * @param cpu cpu, {@code -1} where the record does not say
     * @param afterTs ts of the last record of the cpu in the same block, {@code null} when it is in an earlier one
     * @param ts when the kernel said so, {@code null} where the record has no time
     * @param count how many
     */
    record Lost(int cpu, @Nullable Long afterTs, @Nullable Long ts, long count) {}

    BlockReport(int number, IssueLog issues) {
        this.number = number;
        this.issues = issues;
    }

    /** Notes the ts of a record of a cpu. */
    void last(int cpu, long ts) {
        if (cpu < 0 || cpu >= MOST_CPUS) {
            return;
        }
        if (cpu >= lastTs.length) {
            int old = lastTs.length;
            lastTs = Arrays.copyOf(lastTs, cpu + 8);
            Arrays.fill(lastTs, old, lastTs.length, Origins.NO_TS);
        }
        lastTs[cpu] = ts;
    }

    /** Last ts of a cpu in this block, {@code null} when it has none. */
    @Nullable
    Long last(int cpu) {
        boolean some = cpu >= 0 && cpu < lastTs.length && lastTs[cpu] != Origins.NO_TS;
        return some ? Long.valueOf(lastTs[cpu]) : null;
    }

    /** One more than the largest cpu seen. */
    int cpus() {
        return lastTs.length;
    }
}
