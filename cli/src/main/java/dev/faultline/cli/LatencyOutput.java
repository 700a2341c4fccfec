// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.latency.Breakdown;
import dev.faultline.analysis.latency.Dimension;
import dev.faultline.analysis.latency.Distribution;
import dev.faultline.analysis.latency.Estimate;
import dev.faultline.analysis.latency.Latencies;
import dev.faultline.analysis.latency.LatencyAnalysis;
import dev.faultline.analysis.latency.Metric;
import dev.faultline.analysis.latency.OutcomeCount;
import dev.faultline.analysis.latency.Percentile;
import dev.faultline.analysis.latency.SlowCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Latencies for people. */
final class LatencyOutput {
    private final CaptureHeading heading;
    private final LatencyAnalysis analysis;
    private final List<Dimension> by;
    private final List<Long> thresholds;

    LatencyOutput(CaptureHeading heading, LatencyAnalysis analysis, List<Dimension> by, List<Long> thresholds) {
        this.heading = heading;
        this.analysis = analysis;
        this.by = List.copyOf(by);
        this.thresholds = List.copyOf(thresholds);
    }

    CaptureHeading heading() {
        return heading;
    }

    LatencyAnalysis analysis() {
        return analysis;
    }

    List<Dimension> by() {
        return by;
    }

    List<Long> thresholds() {
        return thresholds;
    }

    String text(List<Distribution> distributions, List<SlowCall> slowest) {
        StringBuilder text = new StringBuilder(heading.text()).append('\n');
        if (distributions.isEmpty()) {
            text.append("no call of page_mkwrite was recorded: record a probe at its entry and one at its return\n");
        }
        for (Metric metric : Metric.values()) {
            List<Distribution> own = distributions.stream()
                    .filter(distribution -> distribution.metric() == metric)
                    .toList();
            if (!own.isEmpty()) {
                appendMetric(text, metric, own);
            }
        }
        appendBreakdowns(text);
        if (!slowest.isEmpty()) {
            text.append("\nSlowest calls\n").append(list(slowest));
        }
        return text.toString();
    }

    private void appendMetric(StringBuilder text, Metric metric, List<Distribution> own) {
        text.append(metric.label()).append(": ").append(metric.meaning()).append('\n');
        own.forEach(distribution -> appendDistribution(text, distribution));
        analysis.outcomes().stream()
                .filter(outcome -> outcome.metric().equals(metric.label()))
                .forEach(outcome -> text.append(apart(outcome)));
        text.append('\n');
    }

    private static String apart(OutcomeCount outcome) {
        return "  apart: " + Values.count(outcome.calls(), "call") + " of " + outcome.function() + " ended as "
                + outcome.outcome()
                + (outcome.longest() == null ? "" : ", the longest after " + Duration.text(outcome.longest())) + '\n';
    }

    private void appendDistribution(StringBuilder text, Distribution distribution) {
        Latencies latencies = distribution.latencies();
        text.append("  ")
                .append(SafeText.of(distribution.function()))
                .append(" (")
                .append(distribution.method())
                .append(')');
        for (int i = 0; i < by.size(); i++) {
            text.append(", ")
                    .append(by.get(i).word())
                    .append(' ')
                    .append(SafeText.of(distribution.stratum().get(i)));
        }
        text.append(": ").append(Values.count(latencies.n(), "call"));
        text.append(distribution.resultKnown() ? "" : ", results not recorded: failed calls may be among them");
        if (latencies.censored() > 0) {
            text.append(", of them ")
                    .append(Values.count(latencies.censored()))
                    .append(" without a return: each lasted at least until it was last seen");
        }
        text.append("\n    min     ").append(Duration.text(latencies.min())).append('\n');
        for (Percentile p : Percentile.values()) {
            text.append(String.format(Locale.ROOT, "    %-7s %s%n", p.label(), estimate(latencies.estimate(p))));
        }
        text.append("    max     ").append(Duration.text(latencies.max())).append('\n');
        text.append("    by time ").append(byTime(latencies)).append('\n');
        thresholds.forEach(threshold ->
                text.append("    ").append(share(latencies, threshold)).append('\n'));
    }

    private static String byTime(Latencies latencies) {
        return "half of all " + Duration.text(latencies.total()) + " went into calls of at least "
                + Duration.text(latencies.timeWeighted(Percentile.P50)) + ", a hundredth into calls of at least "
                + Duration.text(latencies.timeWeighted(Percentile.P99));
    }

    private static String estimate(Estimate estimate) {
        Long low = estimate.low();
        if (low == null) {
            return "n too small: " + Values.count(estimate.n()) + " calls, "
                    + Values.count(estimate.percentile().needed()) + " needed";
        }
        return (estimate.value() == null ? "not reached" : Duration.text(estimate.value())) + "  ["
                + Duration.text(low) + ", "
                + (estimate.high() == null ? "unbounded" : Duration.text(estimate.high())) + "]";
    }

    private static String share(Latencies latencies, long threshold) {
        long above = latencies.above(threshold);
        long undecided = latencies.undecided(threshold);
        return String.format(
                Locale.ROOT,
                "> %s: %s of %s (%.4g %%)%s",
                Duration.text(threshold),
                Values.count(above),
                Values.count(latencies.n()),
                100.0 * above / latencies.n(),
                undecided == 0 ? "" : ", and of " + Values.count(undecided, "call") + " it is not known");
    }

    private void appendBreakdowns(StringBuilder text) {
        String metric = "";
        for (Breakdown breakdown : analysis.breakdowns()) {
            if (!breakdown.metric().equals(metric)) {
                metric = breakdown.metric();
                text.append("What the time of ").append(metric).append(" went into\n");
            }
            text.append(String.format(
                    Locale.ROOT,
                    "  %-8s %8s  %10s  %s%n",
                    breakdown.band(),
                    Values.count(breakdown.calls()),
                    Duration.text(breakdown.total()),
                    shares(breakdown.parts(), breakdown.total())));
            if (breakdown.band().equals("all")) {
                analysis.advice(breakdown)
                        .forEach(line -> text.append("           to know more, record ")
                                .append(line)
                                .append('\n'));
            }
        }
    }

    private static String shares(Map<String, Long> parts, long total) {
        return parts.entrySet().stream()
                .map(part -> String.format(
                        Locale.ROOT, "%s %.1f %%", part.getKey(), 100.0 * part.getValue() / Math.max(1, total)))
                .collect(Collectors.joining(", "));
    }

    private String list(List<SlowCall> calls) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (SlowCall call : calls) {
            SlowCall.Subject subject = call.subject();
            rows.add(new @Nullable Object[] {
                call.call(),
                subject.metric(),
                (call.open() ? "at least " : "") + Duration.text(call.latency()),
                heading.time(subject.startTs()),
                subject.cpu(),
                subject.tid(),
                subject.comm() == null ? "-" : subject.comm(),
                subject.file() == null ? "-" : subject.file(),
                subject.index() == null ? "-" : subject.index(),
                shares(call.parts(), call.latency())
            });
        }
        return new TextTable(
                        Arrays.asList(
                                "call", "metric", "latency", "at", "cpu", "tid", "comm", "file", "page", "went into"),
                        rows)
                .text();
    }

    /** Calls with all that happened in them. */
    String calls(List<SlowCall> calls) {
        StringBuilder text = new StringBuilder(heading.text()).append('\n');
        for (SlowCall call : calls) {
            text.append(list(List.of(call))).append('\n');
            call.steps().forEach(step -> text.append(step(call, step)));
        }
        return text.toString();
    }

    private static String step(SlowCall call, SlowCall.Step step) {
        Long end = step.endTs();
        return String.format(
                Locale.ROOT,
                "  %+13.3f us  %12s  %-10s %s%s%n",
                (step.startTs() - call.subject().startTs()) / 1e3,
                end == null ? "-" : Duration.text(end - step.startTs()),
                step.tid() == null ? "" : "tid " + step.tid(),
                SafeText.of(step.what()),
                step.detail() == null ? "" : ": " + SafeText.of(step.detail()));
    }
}
