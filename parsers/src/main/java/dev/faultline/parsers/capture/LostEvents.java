// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import org.jspecify.annotations.Nullable;

/**
 * A gap in one cpu buffer: some events between two timestamps were not recorded.
 *
 * @param cpu cpu
 * @param bufferId {@link Buffer#id()}
 * @param afterTs ts of the last event before the gap, {@code null} when the gap is at the start
 * @param beforeTs ts of the first event after the gap, {@code null} when the gap reaches the end
 * @param count number of lost events, {@code null} when the capture does not say
 */
public record LostEvents(
        int cpu,
        int bufferId,
        @Nullable Long afterTs,
        @Nullable Long beforeTs,
        @Nullable Long count) {}
