// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.ClockFacts;
import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.ringbuffer.TimeMap;
import org.jspecify.annotations.Nullable;

/**
 * From raw timestamps to {@code ts}, in trace-cmd's order: TIME_SHIFT, then TSC2NSEC, then DATE and OFFSET
 * (lib/trace-cmd/trace-input.c, {@code timestamp_calc()}).
 */
final class ClockMap implements TimeMap {
    private final @Nullable TimeShift shift;
    private final ClockFacts.@Nullable Cycles tsc;
    private final long added;

    private ClockMap(@Nullable TimeShift shift, ClockFacts.@Nullable Cycles tsc, long added) {
        this.shift = shift;
        this.tsc = tsc;
        this.added = added;
    }

    /** The map that the options ask for. */
    static TimeMap of(OptionValues options) {
        if (options.timeShift == null && options.tscToNs == null) {
            return TimeMap.plus(options.addedNanos());
        }
        return new ClockMap(options.timeShift, options.tscToNs, options.addedNanos());
    }

    /** The unit of {@code ts}. */
    static ClockUnit unit(@Nullable String clock, OptionValues options) {
        return options.tscToNs != null ? ClockUnit.NS : ClockUnit.of(clock);
    }

    @Override
    public long map(int cpu, long raw) {
        long ts = shift == null ? raw : shift.map(cpu, raw);
        if (tsc != null) {
            ts = tsc.scaled(ts);
        }
        return ts + added;
    }
}
