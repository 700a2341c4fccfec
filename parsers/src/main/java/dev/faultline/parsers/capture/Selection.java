// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import dev.faultline.parsers.schema.EventSchema;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which records a question needs. Everything else is skipped undecoded.
 *
 * @param events events to decode
 * @param fromTs first ts, inclusive
 * @param toTs last ts, inclusive
 * @param cpus cpus, {@code null} for all
 * @param tids threads ({@code common_pid}), {@code null} for all
 */
public record Selection(
        Predicate<EventSchema> events,
        long fromTs,
        long toTs,
        @Nullable Set<Integer> cpus,
        @Nullable Set<Integer> tids) {
    /** Every record of every event. */
    public static Selection everything() {
        return new Selection(schema -> true, Long.MIN_VALUE, Long.MAX_VALUE, null, null);
    }

    /** The same window, of other events. */
    public Selection withEvents(Predicate<EventSchema> wanted) {
        return new Selection(wanted, fromTs, toTs, cpus, tids);
    }
}
