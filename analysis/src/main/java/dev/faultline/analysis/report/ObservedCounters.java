// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Unit;

/**
 * How far the kernel's own counters moved between the first and the last time the capture shows them
 * (writeback:global_dirty_state).
 *
 * @param readings times the counters were read
 * @param span time between first and last reading, in the clock's unit
 * @param dirtied growth of nr_dirtied [pages]
 * @param written growth of nr_written [pages]
 */
public record ObservedCounters(long readings, long span, long dirtied, long written) {
    String text(long pages) {
        return readings < 2
                ? "not known from one reading"
                : Unit.PAGES.text(pages) + " between " + Unit.COUNT.text(readings) + " readings";
    }
}
