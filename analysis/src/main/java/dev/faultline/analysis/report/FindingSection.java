// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Note;
import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.check.ChainEvent;
import dev.faultline.analysis.check.CheckedRule;
import dev.faultline.analysis.check.Confidence;
import dev.faultline.analysis.check.FindingGroup;
import dev.faultline.analysis.check.JudgedFinding;
import dev.faultline.analysis.rules.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong, the gravest and surest first, each with why it matters, its evidence and the events it rests on. */
final class FindingSection {
    static final String ID = "findings";

    /** Files of one rule that are told; the number of the others is. */
    private static final int SHOWN = 20;

    private static final String NOTHING =
            "No rule found anything that counts. What could not be judged is listed below.";
    private static final String ORDER =
            "Ranked by severity, then by how sure they are, then by the amount of data. Proved: every event the finding rests on is the"
                    + " fact itself, and nothing was lost while it happened. Likely: it follows from tracepoints, unless one of the"
                    + " exceptions below it applies. Suspicion: events were lost while it happened.";

    private final ReportInput input;
    private int rank;

    FindingSection(ReportInput input) {
        this.input = input;
    }

    /** Whether it found something wrong with the machine; what is merely information limits what the capture can prove. */
    static boolean broken(CheckedRule rule) {
        return rule.violated() && rule.severity().atLeast(Severity.LOW);
    }

    /** What tables sort severities by: the worst first. */
    static long severityOrder(CheckedRule rule) {
        return rule.severity().compareTo(Severity.CRITICAL);
    }

    private static State state(CheckedRule rule) {
        return broken(rule) ? State.BAD : State.UNKNOWN;
    }

    /** Anchor of what a rule found. */
    static String anchor(CheckedRule rule) {
        return "finding-" + rule.rule().id();
    }

    Section section() {
        List<CheckedRule> violated =
                input.check().rules().stream().filter(CheckedRule::violated).toList();
        List<Block> blocks = new ArrayList<>();
        if (violated.isEmpty()) {
            blocks.add(new Block.Callout(State.PLAIN, NOTHING));
        } else {
            blocks.add(new Block.Paragraph(ORDER));
            blocks.add(overview(violated));
            violated.forEach(rule -> told(rule, blocks));
        }
        return new Section(ID, "Findings", blocks);
    }

    private Block.Table overview(List<CheckedRule> violated) {
        List<List<Cell>> rows = new ArrayList<>();
        for (CheckedRule rule : violated) {
            JudgedFinding worst = rule.groups().get(0).worst();
            rows.add(List.of(
                    Cell.count(rows.size() + 1L),
                    new Cell(rule.severity().word(), severityOrder(rule), state(rule)),
                    new Cell(
                            worst.confidence().word(),
                            (long) worst.confidence().compareTo(Confidence.PROVED),
                            State.PLAIN),
                    Cell.of(rule.rule().title()).linked(anchor(rule)),
                    Cell.count(findings(rule)),
                    Cell.count(rule.groups().size()),
                    Cell.count(rule.result().checked())));
        }
        return new Block.Table(
                "What was found, the gravest first; information only limits what the capture can prove",
                List.of("rank#", "severity", "confidence", "what is wrong", "findings#", "subjects#", "checked#"),
                rows);
    }

    /** Findings of a rule that count, also those that are not told one by one. */
    static long findings(CheckedRule rule) {
        return rule.groups().stream()
                .mapToLong(group -> group.findings().size() + (long) group.more())
                .sum();
    }

    private void told(CheckedRule rule, List<Block> blocks) {
        rank++;
        blocks.add(new Block.Heading(
                rank + ". " + rule.rule().title() + " (" + rule.rule().id() + ")", anchor(rule)));
        Map<String, String> page = RulePage.sections(rule.rule().page());
        paragraph(page.get("Why it matters"), blocks);
        rule.groups().stream().limit(SHOWN).forEach(group -> group(group, state(rule), blocks));
        if (rule.groups().size() > SHOWN) {
            blocks.add(
                    new Block.Paragraph("And " + Unit.COUNT.text(rule.groups().size() - (long) SHOWN)
                            + " more; faultline check --rule " + rule.rule().id() + " --format json has all."));
        }
        if (!rule.leftOut().isEmpty()) {
            blocks.add(new Block.Paragraph(
                    Unit.COUNT.text(rule.leftOut().size()) + " of its findings are left out as known and accepted."));
        }
        List<Block> doubts = new ArrayList<>();
        paragraph(page.get("When it is wrong"), doubts);
        if (!doubts.isEmpty()) {
            blocks.add(new Block.Details("When this finding would be wrong", doubts));
        }
    }

    private static void paragraph(@Nullable String text, List<Block> blocks) {
        if (text != null && !text.isEmpty()) {
            blocks.add(new Block.Paragraph(text));
        }
    }

    private void group(FindingGroup group, State state, List<Block> blocks) {
        JudgedFinding worst = group.worst();
        int others = group.findings().size() - 1 + group.more();
        String more = others == 0 ? "" : " " + Unit.COUNT.text(others) + " more about the same subject.";
        blocks.add(new Block.Callout(
                state, worst.finding().subject() + ": " + worst.finding().message() + "." + more));
        blocks.add(new Block.Facts(facts(worst)));
        if (!worst.chain().isEmpty()) {
            int events = worst.chain().size();
            blocks.add(new Block.Details(
                    events == 1 ? "The event it rests on" : "The " + events + " events it rests on",
                    List.of(chain(worst.chain()))));
        }
        if (others > 0) {
            blocks.add(new Block.Details("All findings about this subject", List.of(all(group))));
        }
    }

    private List<Note> facts(JudgedFinding judged) {
        List<Note> facts = new ArrayList<>();
        facts.add(new Note("confidence", judged.confidence().word()));
        facts.add(new Note("when", when(judged.finding().ts())));
        facts.add(new Note(
                "cpu, thread",
                known(judged.finding().cpu()) + ", " + known(judged.finding().tid())));
        judged.finding().evidence().forEach((name, value) -> facts.add(new Note(name, known(value))));
        return facts;
    }

    private String when(@Nullable Long ts) {
        return ts == null ? "no moment" : input.sinceStart(ts).text() + " after the start (ts " + ts + ")";
    }

    private static String known(@Nullable Object value) {
        return value == null ? "not known" : value.toString();
    }

    private Block.Table chain(List<ChainEvent> chain) {
        List<List<Cell>> rows = chain.stream()
                .map(event -> List.of(
                        input.sinceStart(event.ts()),
                        Cell.number(event.cpu()),
                        Cell.number(event.tid()),
                        Cell.of(event.event()),
                        Cell.of(event.fields())))
                .toList();
        return new Block.Table(
                "Events, oldest first", List.of("since start#", "cpu#", "thread#", "event", "fields"), rows);
    }

    private Block.Table all(FindingGroup group) {
        List<List<Cell>> rows = group.findings().stream()
                .map(judged -> List.of(
                        input.sinceStart(judged.finding().ts()),
                        Cell.number(judged.finding().cpu()),
                        Cell.number(judged.finding().tid()),
                        Cell.of(judged.confidence().word()),
                        Cell.of(judged.finding().message()),
                        Cell.of(evidence(judged.finding().evidence()))))
                .toList();
        String caption = "Findings: " + group.findings().size()
                + (group.more() == 0 ? "" : " of " + (group.findings().size() + group.more()));
        return new Block.Table(
                caption, List.of("since start#", "cpu#", "thread#", "confidence", "what happened", "evidence"), rows);
    }

    /** Evidence columns as {@code name=value}. */
    private static String evidence(Map<String, @Nullable Object> evidence) {
        return evidence.entrySet().stream()
                .map(e -> e.getKey() + "=" + (e.getValue() == null ? "unknown" : e.getValue()))
                .collect(Collectors.joining("  "));
    }
}
