// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.check.CheckedRule;
import java.util.List;

/** Every rule with its verdict: what was looked for, how often, and why some could not be judged. */
final class RuleSection {
    static final String ID = "rules";

    private RuleSection() {}

    static Section section(List<CheckedRule> rules) {
        if (rules.isEmpty()) {
            return new Section(ID, "Rules", List.of(new Block.Paragraph("No rule was run.")));
        }
        return new Section(
                ID,
                "Rules",
                List.of(
                        new Block.Paragraph("A rule is clean only when everything it is about could be checked."
                                + " A rule that found nothing but could not see everything is inconclusive."),
                        new Block.Table(
                                "What was looked for",
                                List.of("rule", "verdict", "checked#", "findings#", "severity", "looks for"),
                                rules.stream().map(RuleSection::row).toList())));
    }

    private static List<Cell> row(CheckedRule rule) {
        Cell name = Cell.of(rule.rule().id());
        return List.of(
                rule.violated() ? name.linked(FindingSection.anchor(rule)) : name,
                Cell.badge(state(rule), rule.verdict()),
                Cell.count(rule.result().checked()),
                Cell.count(FindingSection.findings(rule)),
                new Cell(rule.severity().word(), FindingSection.severityOrder(rule), State.PLAIN),
                Cell.of(rule.rule().title()));
    }

    static State state(CheckedRule rule) {
        if (FindingSection.broken(rule)) {
            return State.BAD;
        }
        return rule.verdict().equals("clean") ? State.GOOD : State.UNKNOWN;
    }
}
