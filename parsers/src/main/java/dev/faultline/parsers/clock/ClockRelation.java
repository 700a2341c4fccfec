// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.clock;

import dev.faultline.parsers.capture.ClockFacts;
import org.jspecify.annotations.Nullable;

/**
 * How the clock of one capture relates to that of another, the reference.
 *
 * @param related whether times of both can be compared
 * @param sinceBoot whether the relation holds for captures of one boot only, so that their spans must overlap to be believed
 * @param offset nanoseconds to add to a {@code ts} of this capture to get one of the reference; {@code null} when not related
 * @param error the sum is not further than this from the truth, in nanoseconds; {@code null} when no bound is known
 * @param cycles conversion of {@code ts} to nanoseconds that comes before the offset; {@code null} when {@code ts} has them
 * @param reason how they relate, or why they do not, in words
 */
public record ClockRelation(
        boolean related,
        boolean sinceBoot,
        @Nullable Long offset,
        @Nullable Long error,
        ClockFacts.@Nullable Cycles cycles,
        String reason) {
    /** Of the reference itself. */
    public static ClockRelation reference() {
        return new ClockRelation(true, false, 0L, 0L, null, "its own");
    }

    static ClockRelation none(String reason) {
        return new ClockRelation(false, false, null, null, null, reason);
    }

    static ClockRelation sinceBoot(long offset, long error, String reason) {
        return new ClockRelation(true, true, offset, error, null, reason);
    }

    /** The same with another reason, and related no more. */
    public ClockRelation refused(String because) {
        return none(because);
    }

    /** A time of this capture on the clock of the reference. */
    public long map(long ts) {
        ClockFacts.Cycles conversion = cycles;
        long own = conversion == null ? ts : conversion.scaled(ts);
        return own + (offset == null ? 0 : offset);
    }

    /** The first time of this capture that is not before {@code time} on the clock of the reference. */
    public long firstFrom(long time) {
        if (time == Long.MIN_VALUE || time == Long.MAX_VALUE) {
            return time;
        }
        long shift = offset == null ? 0 : offset;
        if (cycles == null) {
            return time - shift;
        }
        long low = 0;
        long high = Long.MAX_VALUE;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (map(middle) < time && map(middle) >= shift) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The last time of this capture that is not after {@code time} on the clock of the reference. */
    public long lastTo(long time) {
        if (time == Long.MIN_VALUE || time == Long.MAX_VALUE) {
            return time;
        }
        return cycles == null ? firstFrom(time) : firstFrom(time + 1) - 1;
    }
}
