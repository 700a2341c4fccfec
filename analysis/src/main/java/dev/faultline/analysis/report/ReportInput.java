// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.ChartData;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything a report tells, before it is arranged.
 *
 * @param captures what was recorded
 * @param latency latency of page_mkwrite
 * @param charts charts, in the order they are shown
 */
public record ReportInput(List<CaptureFacts> captures, MkwriteLatency latency, List<ChartData> charts) {
    /** Copies the lists. */
    public ReportInput {
        captures = List.copyOf(captures);
        charts = List.copyOf(charts);
    }

    /** First ts of a capture, 0 when it has no records. */
    long startOf(int captureId) {
        return captures.stream()
                .filter(c -> c.id() == captureId)
                .map(CaptureFacts::startTs)
                .mapToLong(start -> start == null ? 0 : start)
                .findFirst()
                .orElse(0);
    }

    /** A name, with its capture's name where there are several captures. */
    String qualified(int captureId, String name) {
        if (captures.size() < 2) {
            return name;
        }
        return captures.stream()
                .filter(c -> c.id() == captureId)
                .map(c -> c.name() + ": " + name)
                .findFirst()
                .orElse(name);
    }

    /** A sentence about the captures whose clock has no nanoseconds, empty when all have. */
    String clocksWithoutNanoseconds() {
        String names = captures.stream()
                .filter(c -> !c.nanoseconds())
                .map(CaptureFacts::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? ""
                : "No duration can be told for " + names + ": its trace clock does not count nanoseconds."
                        + " Record with a clock in nanoseconds, for example trace-cmd record -C mono.";
    }
}
