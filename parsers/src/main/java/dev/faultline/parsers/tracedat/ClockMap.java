// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.ringbuffer.TimeMap;
import org.jspecify.annotations.Nullable;

/**
 * From raw timestamps to {@code ts}, in trace-cmd's order: TIME_SHIFT, then TSC2NSEC, then DATE and OFFSET
 * (lib/trace-cmd/trace-input.c, {@code timestamp_calc()}).
 */
final class ClockMap implements TimeMap {
    private final @Nullable TimeShift shift;
    private final OptionValues.@Nullable TscToNs tsc;
    private final long added;

    private ClockMap(@Nullable TimeShift shift, OptionValues.@Nullable TscToNs tsc, long added) {
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
            ts = scaled(ts, tsc.mult(), tsc.shift());
        }
        return ts + added;
    }

    /** {@code (value * mult) >> shift} over 96 bits, value unsigned. */
    private static long scaled(long value, long mult, int shift) {
        long low = value * mult;
        long high = Math.multiplyHigh(value, mult) + (value < 0 ? mult : 0);
        return shift == 0 ? low : (low >>> shift) | (high << (64 - shift));
    }
}
