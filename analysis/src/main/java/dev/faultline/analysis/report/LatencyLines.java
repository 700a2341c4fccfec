// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.latency.Breakdown;
import dev.faultline.analysis.latency.Distribution;
import dev.faultline.analysis.latency.Latencies;
import dev.faultline.analysis.latency.Metric;
import dev.faultline.analysis.latency.OutcomeCount;
import dev.faultline.analysis.latency.Percentile;
import dev.faultline.analysis.report.Document.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Latency in at most three sentences: how long, what the slowest waited for, what failed. */
final class LatencyLines {
    /** Causes of slow calls that are named. */
    private static final int CAUSES = 3;

    private static final List<String> FAILED = List.of("sigbus", "oom", "error");

    private final ReportInput input;

    LatencyLines(ReportInput input) {
        this.input = input;
    }

    List<Line> lines() {
        List<Distribution> all = input.latency().distributions();
        if (all.isEmpty()) {
            return List.of(line(State.UNKNOWN, "Speed", "How long stores took is not in this capture."));
        }
        Distribution told = told(all);
        List<Line> lines = new ArrayList<>();
        lines.add(line(State.PLAIN, "Speed", speed(told)));
        input.latency().breakdowns().stream()
                .filter(b -> b.captureId() == told.captureId()
                        && b.metric().equals(told.metric().label()))
                .reduce((first, last) -> last)
                .ifPresent(slowest -> lines.add(line(State.PLAIN, "Slow because", causes(slowest))));
        String failed = failed(told);
        if (!failed.isEmpty()) {
            lines.add(line(State.PLAIN, "Failed", failed));
        }
        return lines;
    }

    private static Line line(State state, String label, String text) {
        return new Line(label, state, text, LatencySection.ID);
    }

    /** The metric of applications, else the widest there is; of it the distribution with most calls. */
    private static Distribution told(List<Distribution> all) {
        return all.stream()
                .max(Comparator.comparing(Distribution::metric)
                        .thenComparing(d -> d.latencies().n()))
                .orElseThrow();
    }

    private String speed(Distribution d) {
        Latencies latencies = d.latencies();
        String what = d.metric() == Metric.L_FS
                ? Summary.count(latencies.n(), "call") + " of " + d.function()
                : Summary.count(latencies.n(), "store") + " that had to ask the file system";
        StringBuilder text = new StringBuilder(input.qualified(d.captureId(), what)).append(":");
        if (latencies.n() == 0) {
            return text.append(" none succeeded.").toString();
        }
        Long median = latencies.estimate(Percentile.P50).value();
        Long tail = latencies.estimate(Percentile.P99).value();
        if (median != null) {
            text.append(" half took ").append(Unit.NANOSECONDS.text(median)).append(" or less,");
        }
        if (tail != null) {
            text.append(" 99 % ").append(Unit.NANOSECONDS.text(tail)).append(" or less,");
        }
        String bound = latencies.censored() == 0 ? " the slowest " : " the slowest at least ";
        return text.append(bound)
                .append(Unit.NANOSECONDS.text(latencies.max()))
                .append('.')
                .toString();
    }

    private static String causes(Breakdown slowest) {
        String parts = slowest.parts().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(CAUSES)
                .map(part -> part.getKey() + " "
                        + String.format(Locale.ROOT, "%.0f %%", 100.0 * part.getValue() / Math.max(1, slowest.total())))
                .collect(Collectors.joining(", "));
        return (slowest.calls() == 1
                        ? "The slowest one spent its time so: "
                        : "The slowest " + Unit.COUNT.text(slowest.calls()) + " spent their time so: ")
                + parts + ".";
    }

    private String failed(Distribution told) {
        List<OutcomeCount> failed = input.latency().outcomes().stream()
                .filter(o -> o.captureId() == told.captureId()
                        && o.metric().equals(told.metric().label())
                        && FAILED.contains(o.outcome()))
                .toList();
        long calls = failed.stream().mapToLong(OutcomeCount::calls).sum();
        String kinds = failed.stream()
                .map(o -> Unit.COUNT.text(o.calls()) + " " + o.outcome())
                .collect(Collectors.joining(", "));
        return failed.isEmpty() ? "" : Summary.count(calls, "store") + " failed: " + kinds + ".";
    }
}
