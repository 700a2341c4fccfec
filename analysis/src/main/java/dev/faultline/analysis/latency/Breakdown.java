// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the time of calls went into; the parts add up to the whole.
 *
 * @param band which calls by rank of their length: all, p0-50, p50-90, p90-99, p99-99.9, &gt;p99.9
 * @param calls how many
 * @param total their time [ns]
 * @param parts time by part [ns], in the order of priority of view latency_part
 * @param asleep how much of the unattributed time threads slept [ns]
 */
public record Breakdown(
        int captureId, String metric, String band, long calls, long total, Map<String, Long> parts, long asleep) {
    /** Parts in the order in which view latency_part decides where causes overlap. */
    private static final List<String> PARTS = List.of(
            "throttle",
            "stable page",
            "journal",
            "lock",
            "allocation",
            "page lock",
            "read",
            "reclaim",
            "runnable",
            "on cpu",
            "unattributed");

    /** Above this share the missing evidence is named. */
    private static final double TOLERATED = 0.05;

    /** Copies the parts. */
    public Breakdown {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** Where a part stands among others, for whoever shows several. */
    public static int order(String part) {
        int order = PARTS.indexOf(part);
        return order < 0 ? PARTS.size() : order;
    }

    /** Time of one part [ns]. */
    public long ns(String part) {
        return parts.getOrDefault(part, 0L);
    }

    /** Whether more than a twentieth of the time has no known cause. */
    public boolean unexplained() {
        return ns("unattributed") > TOLERATED * total;
    }
}
