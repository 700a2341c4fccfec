// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.check.ChainEvent;
import dev.faultline.analysis.check.CheckReport;
import dev.faultline.analysis.check.CheckedRule;
import dev.faultline.analysis.check.FindingGroup;
import dev.faultline.analysis.check.JudgedFinding;
import dev.faultline.analysis.check.LeftOut;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Verdicts of rules for people. */
final class CheckText {
    /** Groups of one rule shown; programs get all. */
    private static final int SHOWN = 20;

    private final CaptureHeading heading;
    private final CheckReport report;
    private final StringBuilder text = new StringBuilder();

    CheckText(CaptureHeading heading, CheckReport report) {
        this.heading = heading;
        this.report = report;
    }

    String page() {
        text.append(heading.text()).append('\n');
        report.rules().forEach(this::appendRule);
        appendLeftOut(report.leftOut().toList());
        appendUnjudged(report.unjudged());
        text.append(summary()).append('\n');
        return text.toString();
    }

    private String summary() {
        Map<String, Long> verdicts =
                report.rules().stream().collect(Collectors.groupingBy(CheckedRule::verdict, Collectors.counting()));
        return String.format(
                Locale.ROOT,
                "%s: %d violated, %d clean, %d inconclusive",
                Values.count(report.rules().size(), "rule"),
                verdicts.getOrDefault("violated", 0L),
                verdicts.getOrDefault("clean", 0L),
                verdicts.getOrDefault("inconclusive", 0L));
    }

    private void appendRule(CheckedRule checked) {
        text.append(String.format(
                Locale.ROOT,
                "%-12s  %s (%s): %s%n              checked %s",
                checked.verdict(),
                checked.rule().id(),
                checked.severity().word(),
                checked.rule().title(),
                Values.count(checked.result().checked())));
        String reason = checked.reason();
        text.append(reason == null ? "" : "; " + SafeText.of(reason)).append('\n');
        checked.groups().stream().limit(SHOWN).forEach(this::appendGroup);
        int hidden = checked.groups().size() - SHOWN;
        if (hidden > 0) {
            text.append("  ... and ")
                    .append(Values.count(hidden, "more subject"))
                    .append("; --format json prints all\n");
        }
        text.append('\n');
    }

    /** The worst finding of a file in full, and when the first one was. */
    private void appendGroup(FindingGroup group) {
        JudgedFinding worst = group.worst();
        appendFinding(worst);
        int others = group.findings().size() - 1 + group.more();
        if (others > 0) {
            text.append("      ").append(Values.count(others, "more finding"));
            text.append(" about it; the first at ")
                    .append(heading.time(group.first().finding().ts()))
                    .append('\n');
        }
        worst.chain().forEach(this::appendEvent);
    }

    private void appendFinding(JudgedFinding judged) {
        @Nullable Integer cpu = judged.finding().cpu();
        @Nullable Integer tid = judged.finding().tid();
        text.append("  ").append(heading.time(judged.finding().ts()));
        text.append(cpu == null ? "" : "  cpu " + cpu);
        text.append(tid == null ? "" : "  tid " + tid);
        text.append("  ").append(SafeText.of(judged.finding().subject()));
        text.append("  (").append(judged.confidence().word()).append(")\n");
        text.append("      ").append(SafeText.of(judged.finding().message())).append('\n');
        String evidence = judged.finding().evidence().entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey() + "=" + SafeText.of(Values.text(entry.getValue())))
                .collect(Collectors.joining(" "));
        text.append(evidence.isEmpty() ? "" : "      " + evidence + "\n");
    }

    private void appendEvent(ChainEvent event) {
        text.append("        ").append(heading.time(event.ts()));
        text.append(event.cpu() == null ? "" : "  cpu " + event.cpu());
        text.append(event.tid() == null ? "" : "  tid " + event.tid());
        text.append("  ")
                .append(SafeText.of(event.event() + " " + event.fields()).strip())
                .append('\n');
    }

    private void appendLeftOut(List<LeftOut> leftOut) {
        if (leftOut.isEmpty()) {
            return;
        }
        text.append("Left out:\n");
        Map<String, Long> reasons = leftOut.stream()
                .collect(Collectors.groupingBy(
                        out -> out.finding().finding().rule() + " ("
                                + out.by().name().toLowerCase(Locale.ROOT) + "): " + out.reason(),
                        java.util.TreeMap::new,
                        Collectors.counting()));
        reasons.forEach((reason, count) -> text.append("  ")
                .append(Values.count(count, "finding"))
                .append(" of ")
                .append(SafeText.of(reason))
                .append('\n'));
        text.append('\n');
    }

    private void appendUnjudged(List<CheckedRule> unjudged) {
        if (unjudged.isEmpty()) {
            return;
        }
        text.append("What could not be judged, and what to record for it:\n");
        for (CheckedRule checked : unjudged) {
            text.append("  ").append(checked.rule().id()).append(": ");
            text.append(Recording.advice(checked.rule())).append('\n');
        }
        text.append('\n');
    }
}
