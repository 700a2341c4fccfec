// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.rules.RuleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the rules say, and every finding with its evidence. */
final class RuleSection {
    static final String ID = "findings";

    /** Longer tables are cut, with the number of rows that are not shown. */
    private static final int ROWS = 100;

    private final ReportInput input;

    RuleSection(ReportInput input) {
        this.input = input;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        if (input.rules().isEmpty()) {
            blocks.add(new Block.Paragraph("No rule was run."));
            return new Section(ID, "Findings", blocks);
        }
        blocks.add(new Block.Paragraph("A rule is clean only when everything it is about could be checked."
                + " A rule that found nothing but could not see everything is inconclusive."));
        blocks.add(new Block.Table(
                "Rules",
                List.of(
                        "rule",
                        "verdict",
                        "checked#",
                        "findings#",
                        "severity",
                        "looks for, or why it could not be judged"),
                input.rules().stream().map(RuleSection::row).toList()));
        input.rules().stream().filter(r -> !r.found().isEmpty()).forEach(r -> findings(r, blocks));
        return new Section(ID, "Findings", blocks);
    }

    private static List<Cell> row(RuleResult result) {
        return List.of(
                Cell.of(result.rule().id()),
                Cell.badge(state(result), result.verdict()),
                Cell.count(result.checked()),
                Cell.count(result.found().size()),
                Cell.of(result.rule().severity().word()),
                Cell.of(
                        result instanceof RuleResult.Inconclusive unjudged
                                ? result.rule().title() + ": " + unjudged.reason()
                                : result.rule().title()));
    }

    static State state(RuleResult result) {
        if (result instanceof RuleResult.Violated) {
            return State.BAD;
        }
        return result instanceof RuleResult.Clean ? State.GOOD : State.UNKNOWN;
    }

    private void findings(RuleResult result, List<Block> blocks) {
        List<Finding> found = result.found();
        blocks.add(new Block.Heading(result.rule().id() + ": " + result.rule().title()));
        String caption = found.size() <= ROWS
                ? "Findings: " + Unit.COUNT.text(found.size())
                : "Findings: the first " + ROWS + " of " + Unit.COUNT.text(found.size());
        blocks.add(new Block.Table(
                caption,
                List.of("since start#", "ts#", "cpu#", "tid#", "subject", "what happened", "evidence"),
                found.stream().limit(ROWS).map(this::row).toList()));
    }

    private List<Cell> row(Finding finding) {
        return List.of(
                input.sinceStart(finding.ts()),
                number(finding.ts()),
                number(finding.cpu()),
                number(finding.tid()),
                Cell.of(finding.subject()),
                Cell.of(finding.message()),
                Cell.of(evidence(finding.evidence())));
    }

    private static Cell number(@Nullable Number value) {
        return value == null ? Cell.of("none") : new Cell(value.toString(), value.longValue(), State.PLAIN);
    }

    /** Evidence columns as {@code name=value}. */
    static String evidence(Map<String, @Nullable Object> evidence) {
        return evidence.entrySet().stream()
                .map(e -> e.getKey() + "=" + (e.getValue() == null ? "unknown" : e.getValue()))
                .collect(Collectors.joining("  "));
    }
}
