// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import org.jspecify.annotations.Nullable;

/**
 * One recorded event of those a finding rests on.
 *
 * @param ts when, on the trace clock
 * @param cpu cpu, {@code null} when not recorded
 * @param tid thread that recorded it, {@code null} when not recorded
 * @param event {@code system.event}
 * @param fields its fields as {@code name=value}
 */
public record ChainEvent(
        long ts, @Nullable Integer cpu, @Nullable Integer tid, String event, String fields) {}
