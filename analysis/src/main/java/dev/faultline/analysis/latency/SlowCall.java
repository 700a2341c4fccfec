// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call with what its time went into and what happened in it.
 *
 * @param call its number in view latency_call
 * @param latency how long it lasted, or was seen to last [ns]
 * @param open whether its end was not seen
 * @param parts time by part [ns]
 * @param steps what happened inside, in order of time
 */
public record SlowCall(
        Subject subject, long call, long latency, boolean open, Map<String, Long> parts, List<Step> steps) {
    /**
     * Who and what.
     *
     * @param comm thread name; {@code null} when the capture does not have it
     * @param file {@code major:minor:inode}; {@code null} when not recorded
     * @param index page offset in the file; {@code null} when not recorded
     */
    public record Subject(
            int captureId,
            String metric,
            String function,
            long startTs,
            int cpu,
            int tid,
            @Nullable String comm,
            @Nullable String file,
            @Nullable String index,
            String outcome) {}

    /**
     * Something that happened in a call, or that it waited for.
     *
     * @param endTs its end; {@code null} for a moment, and when not known
     * @param tid thread that did it; {@code null} for a device
     * @param detail more on it; {@code null} for nothing
     */
    public record Step(
            long startTs,
            @Nullable Long endTs,
            @Nullable Integer tid,
            String what,
            @Nullable String detail) {}

    /** Copies. */
    public SlowCall {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        steps = List.copyOf(steps);
    }
}
