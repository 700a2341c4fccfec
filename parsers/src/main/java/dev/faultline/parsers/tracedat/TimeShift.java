// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.io.Cursor;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Option TIME_SHIFT: how a guest's clock maps to its host's, per cpu, as samples
 * (trace-cmd lib/trace-cmd/trace-input.c, {@code trace_time_shift()} and {@code timestamp_correction_calc()}).
 *
 * @param peer trace id of the other capture
 * @param interpolate whether offsets between two samples are interpolated
 * @param cpus samples of each cpu, ascending by time, one per time
 */
record TimeShift(long peer, boolean interpolate, List<Sample[]> cpus) {
    private static final long INTERPOLATE = 1;
    private static final int MAX_CPUS = 1 << 16;

    /**
     * One sample.
     *
     * @param time time on this clock
     * @param offset what to add
     * @param scaling factor, 1 when the clocks run alike
     * @param fraction fraction bits of the factor
     */
    record Sample(long time, long offset, long scaling, long fraction) {
        long apply(long ts, long correction) {
            return scaled(ts) + correction;
        }

        private long scaled(long ts) {
            if (scaling == 0 || (scaling == 1 && fraction == 0)) {
                return ts;
            }
            long high = Math.multiplyHigh(ts, scaling);
            long low = ts * scaling;
            int bits = (int) fraction;
            return bits == 0 ? low : (low >>> bits) | (high << (64 - bits));
        }
    }

    static TimeShift read(Cursor cursor) throws IOException {
        long peer = cursor.u64();
        long flags = cursor.u32();
        long cpus = cursor.u32();
        if (cpus > MAX_CPUS) {
            throw cursor.bytes().malformed(cursor.at() - 4, cpus + " cpus", "at most " + MAX_CPUS);
        }
        List<long[][]> raw = new ArrayList<>();
        for (long cpu = 0; cpu < cpus; cpu++) {
            int n = (int) Math.min(cursor.u32(), Integer.MAX_VALUE / 64);
            cursor.bytes().check(cursor.at(), 24L * n, "samples");
            raw.add(new long[][] {longs(cursor, n), longs(cursor, n), longs(cursor, n), new long[n]});
        }
        if (cursor.remaining() > 0) {
            for (long[][] samples : raw) {
                samples[3] = longs(cursor, samples[3].length);
            }
        }
        return new TimeShift(
                peer,
                (flags & INTERPOLATE) != 0,
                raw.stream().map(TimeShift::samples).toList());
    }

    private static long[] longs(Cursor cursor, int n) throws IOException {
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
            values[i] = cursor.u64();
        }
        return values;
    }

    private static Sample[] samples(long[][] raw) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < raw[0].length; i++) {
            samples.add(new Sample(raw[0][i], raw[1][i], raw[2][i], Math.floorMod(raw[3][i], 64L)));
        }
        samples.sort(Comparator.comparingLong(Sample::time));
        for (int i = samples.size() - 1; i > 0; i--) {
            if (samples.get(i).time() == samples.get(i - 1).time()) {
                samples.remove(i);
            }
        }
        return samples.toArray(Sample[]::new);
    }

    /**
     * The host's time of a guest's raw timestamp, to the nanosecond as trace-cmd has it: a single sample is an offset
     * without scaling, and times before the first or behind the last sample follow the line through the nearest two.
     */
    long map(int cpu, long ts) {
        if (cpu < 0 || cpu >= cpus.size() || cpus.get(cpu).length == 0) {
            return ts;
        }
        Sample[] samples = cpus.get(cpu);
        if (samples.length == 1) {
            return ts + samples[0].offset();
        }
        int at = Arrays.binarySearch(samples, new Sample(ts, 0, 0, 0), Comparator.comparingLong(Sample::time));
        int below = Math.max(0, Math.min(at >= 0 ? at : -at - 2, samples.length - 2));
        Sample low = samples[below];
        return low.apply(ts, interpolate ? between(low, samples[below + 1], ts) : low.offset());
    }

    /** On the line through two samples: half a step added, then rounded towards zero, as C divides. */
    private static long between(Sample low, Sample high, long ts) {
        BigInteger span = BigInteger.valueOf(high.time()).subtract(BigInteger.valueOf(low.time()));
        BigInteger part = BigInteger.valueOf(ts)
                .subtract(BigInteger.valueOf(low.time()))
                .multiply(BigInteger.valueOf(high.offset()).subtract(BigInteger.valueOf(low.offset())));
        return low.offset() + part.add(span.shiftRight(1)).divide(span).longValue();
    }

    String describe() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "peer 0x%016x%s, samples per cpu", peer, interpolate ? ", interpolated" : ""));
        for (Sample[] samples : cpus) {
            text.append(' ').append(samples.length);
        }
        return text.toString();
    }
}
