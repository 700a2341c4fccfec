// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the kernel's counters over time: what it read (writeback:global_dirty_state), beside what the events between the readings
 * make of it. Both begin at zero with the first reading.
 *
 * @param counter nr_dirty, nr_writeback, nr_dirtied or nr_written
 * @param band how far the two may be apart: the kernel's per-cpu counters hold back up to 125 pages each (mm/vmstat.c) [pages]
 * @param samples readings, thinned out where there are many
 * @param departure the first reading that lies outside of the band; null if none does
 * @param why what would explain it: what the capture does not show; null without departure
 */
public record CounterCourse(
        String counter,
        long band,
        List<Sample> samples,
        @Nullable Sample departure,
        @Nullable String why) {
    /**
     * A reading.
     *
     * @param ts when, on the capture's clock
     * @param observed growth since the first reading [pages]
     * @param predicted growth since the first reading by the events [pages]
     */
    public record Sample(long ts, long observed, long predicted) {}
}
