// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.List;

/**
 * Calls of one stratum that succeeded, as far as the capture says, or were not seen to end.
 *
 * @param captureId the capture
 * @param metric which interval
 * @param method how it was measured: durations of different methods do not mix
 * @param function what was timed
 * @param stratum values of the dimensions asked for, in their order
 * @param resultKnown whether results were recorded, so that failed calls are known to be left out
 * @param latencies the durations
 */
public record Distribution(
        int captureId,
        Metric metric,
        String method,
        String function,
        List<String> stratum,
        boolean resultKnown,
        Latencies latencies) {
    /** Copies the stratum. */
    public Distribution {
        stratum = List.copyOf(stratum);
    }

    /** A name that no other distribution of one analysis has. */
    public String name() {
        String name = captureId + " " + metric.label() + " " + method + " " + function;
        return stratum.isEmpty() ? name : name + " " + String.join(" ", stratum);
    }
}
