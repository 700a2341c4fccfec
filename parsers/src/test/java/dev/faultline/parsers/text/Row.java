// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of an event table, taken out of its batch.
 *
 * @param event name of the event
 * @param ts time, {@code null} without one
 * @param values columns behind the prefix that are not NULL: a {@link Value} each
 */
record Row(
        String event,
        @Nullable Long ts,
        @Nullable Integer cpu,
        @Nullable Integer tid,
        long rec,
        Map<String, Value> values) {

    /**
     * A value and how many bits a number has; 0 for what is no number.
     *
     * @param bits width of a number
     * @param value a {@link Long}, or anything with a useful {@code toString}
     */
    record Value(int bits, Object value) {
        /** Equal, as far as the narrower of two numbers goes: text has one type for all hex numbers. */
        boolean same(Value other) {
            if (bits == 0 || other.bits == 0) {
                return value.toString().equals(other.value.toString());
            }
            int width = Math.min(bits, other.bits);
            long mask = width >= 64 ? -1 : (1L << width) - 1;
            return (((Long) value ^ (Long) other.value) & mask) == 0;
        }
    }
}
