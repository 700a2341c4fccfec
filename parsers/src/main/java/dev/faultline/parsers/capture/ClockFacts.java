// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import org.jspecify.annotations.Nullable;

/**
 * What a capture says of its clock besides the name: enough to relate it to the clock of another capture.
 *
 * @param added nanoseconds that the container asks to add to the clock, and that {@code ts} has (trace.dat DATE and OFFSET)
 * @param cycles from the processor's cycle counter to nanoseconds; {@code null} where the capture does not say
 * @param wallOffset what makes {@code ts} a time of CLOCK_REALTIME when it is added, from one reading of both clocks;
 *     {@code null} where the capture does not say
 */
public record ClockFacts(
        long added, @Nullable Cycles cycles, @Nullable Long wallOffset) {
    /** The clock has a name at most. */
    public static final ClockFacts NONE = new ClockFacts(0, null, null);

    /**
     * The kernel's conversion of cycles (Linux arch/x86/kernel/tsc.c, {@code cyc2ns}; perf_event_mmap_page): nanoseconds are
     * {@code zero + (cycles * mult >> shift)}.
     *
     * @param mult multiplier, unsigned 32 bits
     * @param shift right shift, 0 to 63
     * @param zero nanoseconds at cycle 0; {@code null} where the capture leaves it out
     */
    public record Cycles(long mult, int shift, @Nullable Long zero) {
        /** Nanoseconds since cycle 0; the product has 96 bits. */
        public long scaled(long cycles) {
            long low = cycles * mult;
            long high = Math.multiplyHigh(cycles, mult) + (cycles < 0 ? mult : 0);
            return shift == 0 ? low : (low >>> shift) | (high << (64 - shift));
        }

        /** Whether both count at the same rate. */
        public boolean sameRate(Cycles other) {
            return mult == other.mult && shift == other.shift;
        }
    }
}
