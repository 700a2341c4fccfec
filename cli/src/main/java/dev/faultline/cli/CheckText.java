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
import java.util.function.Consumer;
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
        appendSection("violated", this::appendViolated);
        appendSection("clean", this::appendHead);
        appendSection("inconclusive", this::appendUnjudged);
        appendLeftOut(report.leftOut().toList());
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

    /** The rules of one verdict, and an empty line behind them. */
    private void appendSection(String verdict, Consumer<CheckedRule> print) {
        List<CheckedRule> rules = report.rules().stream()
                .filter(checked -> checked.verdict().equals(verdict))
                .toList();
        rules.forEach(print);
        text.append(rules.isEmpty() ? "" : "\n");
    }

    private void appendHead(CheckedRule checked) {
        text.append(String.format(
                Locale.ROOT,
                "%-12s  %s (%s): %s; checked %s",
                checked.verdict(),
                checked.rule().id(),
                checked.severity().word(),
                checked.rule().title(),
                Values.count(checked.result().checked())));
        String reason = checked.reason();
        text.append(reason == null ? "" : "; " + SafeText.of(reason)).append('\n');
    }

    private void appendViolated(CheckedRule checked) {
        appendHead(checked);
        checked.groups().stream().limit(SHOWN).forEach(this::appendGroup);
        int hidden = checked.groups().size() - SHOWN;
        if (hidden > 0) {
            text.append("  ... and ")
                    .append(Values.count(hidden, "more subject"))
                    .append("; --format json prints all\n");
        }
    }

    /** A rule that could not decide, and what to record for it. */
    private void appendUnjudged(CheckedRule checked) {
        appendHead(checked);
        text.append("              to record: ")
                .append(Recording.advice(checked.rule()))
                .append('\n');
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
}
