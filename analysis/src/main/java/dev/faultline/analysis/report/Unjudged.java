// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.check.CheckedRule;
import dev.faultline.analysis.replay.InvariantResult;
import java.util.ArrayList;
import java.util.List;

/** What could not be judged, why, and what to record so that it can be. */
final class Unjudged {
    static final String ID = "unjudged";
    static final String TITLE = "What could not be judged";

    private final List<List<Cell>> rows = new ArrayList<>();

    private Unjudged() {}

    static Unjudged of(ReportInput input) {
        Unjudged unjudged = new Unjudged();
        for (CheckedRule rule : input.check().unjudged()) {
            unjudged.add("rule " + rule.rule().id(), String.valueOf(rule.reason()), needs(rule));
        }
        input.replays().stream().flatMap(r -> r.invariants().stream()).forEach(unjudged::invariant);
        for (ChartData chart : input.charts()) {
            if (chart.emptyReason() != null) {
                unjudged.add("chart " + chart.id(), "there is nothing to show", chart.emptyReason());
            }
        }
        for (MissingEvidence missing : input.missing()) {
            unjudged.add("view " + missing.view(), "its events were not recorded", "Record " + missing.events() + ".");
        }
        return unjudged;
    }

    private void invariant(InvariantResult invariant) {
        String reason = invariant.notCheckable();
        if (invariant.checked() == 0) {
            add("invariant " + invariant.id(), invariant.title(), reason == null ? "not stated" : reason);
        }
    }

    private static String needs(CheckedRule rule) {
        return "Needs " + String.join("; ", rule.rule().statement().values("needs")) + ". See: faultline explain "
                + rule.rule().id();
    }

    private void add(String what, String why, String record) {
        rows.add(List.of(Cell.of(what), Cell.of(why), Cell.of(record)));
    }

    int count() {
        return rows.size();
    }

    Section section() {
        Block block = rows.isEmpty()
                ? new Block.Callout(State.GOOD, "Everything this report looks for could be judged.")
                : new Block.Table(
                        "A question that this capture cannot answer is not answered with no",
                        List.of("what", "why", "what it needs"),
                        rows);
        return new Section(ID, TITLE, List.of(block));
    }
}
