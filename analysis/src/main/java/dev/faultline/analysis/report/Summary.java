// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.latency.Distribution;
import dev.faultline.analysis.latency.Latencies;
import dev.faultline.analysis.latency.Metric;
import dev.faultline.analysis.latency.Percentile;
import dev.faultline.analysis.replay.Counters;
import dev.faultline.analysis.replay.Divergence;
import dev.faultline.analysis.replay.InvariantResult;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.report.Document.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report in ten lines. */
final class Summary {
    private final ReportInput input;

    Summary(ReportInput input) {
        this.input = input;
    }

    List<Line> lines(int unjudged) {
        return List.of(
                new Line("Capture", State.PLAIN, each(CaptureFacts::name), CaptureSection.ID),
                new Line(
                        "Kernel",
                        State.PLAIN,
                        each(c -> c.kernel() == null ? "not stated" : c.kernel()),
                        CaptureSection.ID),
                new Line("Recorded", State.PLAIN, each(Summary::recorded), CaptureSection.ID),
                losses(),
                issues(),
                rules(),
                replay(),
                counters(),
                latency(),
                new Line(
                        "Not judged",
                        unjudged == 0 ? State.GOOD : State.UNKNOWN,
                        unjudged == 0 ? "nothing" : count(unjudged, "question") + " this capture cannot answer",
                        Unjudged.ID));
    }

    private String each(Function<CaptureFacts, String> fact) {
        return input.captures().stream().map(fact).distinct().collect(Collectors.joining("; "));
    }

    private static String recorded(CaptureFacts c) {
        return CaptureSection.span(c) + " on " + count(c.cpus(), "cpu") + ", " + count(c.records(), "record") + ", "
                + count(c.events().size(), "kind") + " of events";
    }

    private static String count(long n, String noun) {
        return Unit.COUNT.text(n) + " " + noun + (n == 1 ? "" : "s");
    }

    private Line losses() {
        boolean lost = input.captures().stream().anyMatch(c -> !c.losses().isEmpty());
        String text = lost ? each(c -> CaptureSection.lost(c.losses())) : "no cpu buffer reports any";
        return new Line("Lost events", lost ? State.BAD : State.GOOD, text, CaptureSection.LOSSES);
    }

    private Line issues() {
        long issues =
                input.captures().stream().mapToLong(c -> c.issues().size()).sum();
        return new Line(
                "File defects",
                issues == 0 ? State.GOOD : State.BAD,
                issues == 0 ? "none" : count(issues, "defect") + ", what could be read was read",
                CaptureSection.ISSUES);
    }

    private Line rules() {
        List<String> parts = new ArrayList<>();
        for (String verdict : List.of("violated", "inconclusive", "clean")) {
            List<String> ids = input.rules().stream()
                    .filter(r -> r.verdict().equals(verdict))
                    .map(r -> r.rule().id())
                    .toList();
            if (!ids.isEmpty()) {
                parts.add(ids.size() + " " + verdict + " (" + String.join(", ", ids) + ")");
            }
        }
        State worst = worst(input.rules().stream().map(RuleSection::state).toList());
        String text = parts.isEmpty() ? "none was run" : String.join(", ", parts);
        return new Line("Rules", worst, text, RuleSection.ID);
    }

    private Line replay() {
        if (input.replays().isEmpty()) {
            return new Line("Replay", State.UNKNOWN, "not done", ReplaySection.ID);
        }
        List<InvariantResult> invariants =
                input.replays().stream().flatMap(r -> r.invariants().stream()).toList();
        long divergences = input.replays().stream()
                .flatMap(r -> r.divergences().stream())
                .mapToLong(Divergence::count)
                .sum();
        long checks = invariants.stream().mapToLong(InvariantResult::checked).sum();
        long observations =
                input.replays().stream().mapToLong(ReplayResult::observations).sum();
        List<State> states = invariants.stream().map(ReplaySection::state).toList();
        long unchecked = states.stream().filter(State.UNKNOWN::equals).count();
        String text = count(divergences, "divergence") + " in " + count(observations, "observation")
                + "; invariants checked " + count(checks, "time")
                + (unchecked == 0 ? "" : ", " + unchecked + " of " + states.size() + " never");
        return new Line("Replay", divergences > 0 ? State.BAD : worst(states), text, ReplaySection.ID);
    }

    private static State worst(List<State> states) {
        return states.contains(State.BAD)
                ? State.BAD
                : states.isEmpty() || states.contains(State.UNKNOWN) ? State.UNKNOWN : State.GOOD;
    }

    private Line counters() {
        if (input.replays().isEmpty()) {
            return new Line("Pages", State.UNKNOWN, "not counted", ReplaySection.ID);
        }
        String text = input.replays().stream()
                .map(ReplayResult::predicted)
                .map(Summary::pages)
                .collect(Collectors.joining("; "));
        return new Line("Pages", State.PLAIN, text, ReplaySection.ID);
    }

    private static String pages(Counters predicted) {
        String bound = predicted.lowerBound() ? "at least " : "";
        String text = bound + Unit.COUNT.text(predicted.dirtied()) + " dirtied and " + bound
                + Unit.COUNT.text(predicted.written()) + " written by the events";
        return predicted.inFlight() == 0
                ? text
                : text + ", " + Unit.COUNT.text(predicted.inFlight()) + " in flight at the end";
    }

    /** The most telling metric that was measured: that of applications, else the file system's own. */
    private Line latency() {
        List<Distribution> all = input.latency().distributions();
        if (all.isEmpty()) {
            return new Line("page_mkwrite", State.UNKNOWN, "no call with its return was recorded", LatencySection.ID);
        }
        Metric told = all.stream().anyMatch(d -> d.metric() == Metric.L_LOGICAL)
                ? Metric.L_LOGICAL
                : all.get(0).metric();
        String text = all.stream()
                .filter(d -> d.metric() == told)
                .sorted(Comparator.comparingLong(
                                (Distribution d) -> d.latencies().n())
                        .reversed())
                .limit(3)
                .map(this::distribution)
                .collect(Collectors.joining("; "));
        return new Line("page_mkwrite", State.PLAIN, text, LatencySection.ID);
    }

    private String distribution(Distribution d) {
        Latencies latencies = d.latencies();
        StringBuilder text =
                new StringBuilder(input.qualified(d.captureId(), d.metric().label() + " of " + d.function()) + ": "
                        + count(latencies.n(), "call"));
        for (Percentile p : List.of(Percentile.P50, Percentile.P99)) {
            Long value = latencies.estimate(p).value();
            text.append(", ")
                    .append(p.label())
                    .append(' ')
                    .append(value == null ? "n too small" : Unit.NANOSECONDS.text(value));
        }
        return text.append(", max ")
                .append(Unit.NANOSECONDS.text(latencies.max()))
                .toString();
    }
}
