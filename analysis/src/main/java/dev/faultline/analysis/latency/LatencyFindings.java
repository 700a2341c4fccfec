// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.List;
import java.util.Map;

/**
 * What is known of the latency of a database's captures, for who tells all of it.
 *
 * @param distributions calls that succeeded, by metric, method and function
 * @param outcomes calls that did not
 * @param breakdowns what the time went into, for all calls and for bands of their ranks
 * @param advice what to record so that less time is unattributed, by the metric it is about
 * @param slowest the longest calls of each metric, longest first
 */
public record LatencyFindings(
        List<Distribution> distributions,
        List<OutcomeCount> outcomes,
        List<Breakdown> breakdowns,
        Map<String, List<String>> advice,
        List<SlowCall> slowest) {
    /** Nothing measured. */
    public static final LatencyFindings NONE =
            new LatencyFindings(List.of(), List.of(), List.of(), Map.of(), List.of());

    /** Copies. */
    public LatencyFindings {
        distributions = List.copyOf(distributions);
        outcomes = List.copyOf(outcomes);
        breakdowns = List.copyOf(breakdowns);
        advice = Map.copyOf(advice);
        slowest = List.copyOf(slowest);
    }
}
