// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.check.CheckedRule;
import dev.faultline.analysis.check.JudgedFinding;
import dev.faultline.analysis.replay.Counters;
import dev.faultline.analysis.replay.Divergence;
import dev.faultline.analysis.replay.InvariantResult;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.report.CaptureFacts.Loss;
import dev.faultline.analysis.report.Document.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report in at most ten sentences, for people who do not know the kernel's words. */
final class Summary {
    /** Captures named in one line. */
    private static final int NAMED = 3;

    private final ReportInput input;

    Summary(ReportInput input) {
        this.input = input;
    }

    List<Line> lines(int unjudged) {
        List<Line> lines = new ArrayList<>();
        lines.add(verdict());
        worst().ifPresent(lines::add);
        lines.add(replay());
        lines.addAll(new LatencyLines(input).lines());
        lines.add(data());
        lines.add(trust());
        lines.add(new Line(
                "Not judged",
                unjudged == 0 ? State.GOOD : State.UNKNOWN,
                unjudged == 0
                        ? "Everything this report looks for could be judged."
                        : sentence(
                                count(unjudged, "question") + " could not be answered from this capture; the list says"
                                        + " what to record for each"),
                Unjudged.ID));
        lines.add(new Line("Capture", State.PLAIN, each(Summary::capture), CaptureSection.ID));
        return lines;
    }

    private String each(Function<CaptureFacts, String> fact) {
        List<String> facts = input.captures().stream().map(fact).distinct().toList();
        String named = facts.stream().limit(NAMED).collect(Collectors.joining("; "));
        return facts.size() <= NAMED ? named : named + "; and " + (facts.size() - NAMED) + " more";
    }

    private static String capture(CaptureFacts c) {
        return c.name() + ": Linux " + (c.kernel() == null ? "of a release that is not stated" : c.kernel()) + ", "
                + CaptureSection.span(c) + " on " + count(c.cpus(), "cpu") + ", " + count(c.records(), "record")
                + " of "
                + count(c.events().size(), "kind");
    }

    static String count(long n, String noun) {
        return Unit.COUNT.text(n) + " " + noun + (n == 1 ? "" : "s");
    }

    private static String sentence(String text) {
        return text + ".";
    }

    private Line verdict() {
        List<CheckedRule> rules = input.check().rules();
        long violated = rules.stream().filter(FindingSection::broken).count();
        long open = input.check().unjudged().size();
        String checked = open == 0
                ? "all " + count(rules.size(), "rule") + " could be checked"
                : (rules.size() - open) + " of " + count(rules.size(), "rule") + " could be checked";
        if (rules.isEmpty()) {
            return new Line("Verdict", State.UNKNOWN, "No rule was run.", FindingSection.ID);
        }
        if (violated > 0) {
            return new Line(
                    "Verdict",
                    State.BAD,
                    sentence(count(violated, "rule") + (violated == 1 ? " is broken; " : " are broken; ") + checked),
                    FindingSection.ID);
        }
        return new Line(
                "Verdict",
                open == 0 ? State.GOOD : State.UNKNOWN,
                sentence((open == rules.size() ? "Nothing could be judged: " : "Nothing wrong was found; ") + checked),
                open == 0 ? RuleSection.ID : Unjudged.ID);
    }

    private Optional<Line> worst() {
        return input.check().rules().stream()
                .filter(FindingSection::broken)
                .findFirst()
                .map(rule -> {
                    JudgedFinding worst = rule.groups().get(0).worst();
                    String text = rule.rule().title() + ": " + count(FindingSection.findings(rule), "finding") + ", "
                            + rule.severity().word() + ", " + worst.confidence().word();
                    return new Line("Gravest", State.BAD, sentence(text), FindingSection.anchor(rule));
                });
    }

    private Line replay() {
        if (input.replays().isEmpty()) {
            return new Line("Model", State.UNKNOWN, "The capture was not replayed.", ReplaySection.ID);
        }
        long divergences = input.replays().stream()
                .flatMap(r -> r.divergences().stream())
                .mapToLong(Divergence::count)
                .sum();
        long steps =
                input.replays().stream().mapToLong(ReplayResult::observations).sum();
        long checks = input.replays().stream()
                .flatMap(r -> r.invariants().stream())
                .mapToLong(InvariantResult::checked)
                .sum();
        if (divergences > 0) {
            return new Line(
                    "Model",
                    State.BAD,
                    sentence(Unit.COUNT.text(divergences) + " of " + count(steps, "recorded step")
                            + (divergences == 1 ? " is something" : " are things") + " no correct kernel does"),
                    ReplaySection.ID);
        }
        return new Line(
                "Model",
                checks > 0 ? State.GOOD : State.UNKNOWN,
                checks > 0
                        ? sentence("A correct kernel could have done all " + count(steps, "recorded step") + "; "
                                + count(checks, "check") + " held")
                        : "No recorded step says whether the kernel is correct.",
                ReplaySection.ID);
    }

    private Line data() {
        if (input.replays().isEmpty()) {
            return new Line("Data", State.UNKNOWN, "Pages were not counted.", ReplaySection.ID);
        }
        String text = input.replays().stream()
                .map(ReplayResult::predicted)
                .map(this::pages)
                .limit(NAMED)
                .collect(Collectors.joining("; "));
        return new Line("Data", State.PLAIN, sentence(text), ReplaySection.ID);
    }

    private String pages(Counters predicted) {
        String bound = predicted.lowerBound() ? "at least " : "";
        String dirtied = predicted.dirtied() == 0 && input.lacks("folio_dirtied")
                ? "Which pages changed in memory was not recorded"
                : bound + count(predicted.dirtied(), "page") + " changed in memory";
        String written = predicted.written() == 0 && input.lacks("folio_cleaned") && input.lacks("folio_writeback")
                ? "which were written to disk was not recorded"
                : bound + Unit.COUNT.text(predicted.written()) + " written to disk";
        String flight = predicted.inFlight() == 0
                ? ""
                : ", " + Unit.COUNT.text(predicted.inFlight()) + " still on their way at the end";
        String text = dirtied + ", " + written + flight;
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** What was lost or damaged limits everything above. */
    private Line trust() {
        List<Loss> losses =
                input.captures().stream().flatMap(c -> c.losses().stream()).toList();
        long issues =
                input.captures().stream().mapToLong(c -> c.issues().size()).sum();
        if (losses.isEmpty() && issues == 0) {
            return new Line(
                    "Recording",
                    State.GOOD,
                    "Complete, as far as it says: no event was lost, and the file is undamaged.",
                    CaptureSection.LOSSES);
        }
        String lost = losses.isEmpty() ? "no event was lost" : CaptureSection.lost(losses);
        String damage = issues == 0 ? "the file is undamaged" : count(issues, "defect") + " of the file";
        return new Line(
                "Recording",
                State.BAD,
                sentence("Incomplete: " + lost + "; " + damage
                        + ". Where something is missing nothing is called absent"),
                losses.isEmpty() ? CaptureSection.ISSUES : CaptureSection.LOSSES);
    }
}
