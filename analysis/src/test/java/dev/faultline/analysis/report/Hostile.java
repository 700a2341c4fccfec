// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.Note;
import dev.faultline.analysis.chart.Quantile;
import dev.faultline.analysis.replay.Clause;
import dev.faultline.analysis.replay.Counters;
import dev.faultline.analysis.replay.Divergence;
import dev.faultline.analysis.replay.InvariantResult;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.replay.TransitionResult;
import dev.faultline.analysis.rules.Family;
import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.rules.Rule;
import dev.faultline.analysis.rules.RuleResult;
import dev.faultline.analysis.rules.Severity;
import dev.faultline.analysis.store.SqlFile;
import java.util.List;
import java.util.Map;

/** A report whose capture chose every name to break the page. */
final class Hostile {
    static final String NAME =
            "<script>alert('x')</script>\"'&<img src=x onerror=alert(1)>\u0000\u202Eevil\u2066\uD800";

    private Hostile() {}

    static ReportInput report(List<ChartData> charts) {
        CaptureFacts capture = new CaptureFacts(
                0,
                NAME,
                List.of(new Note(NAME, NAME)),
                NAME,
                true,
                1_000L,
                9_000L,
                2,
                103,
                List.of(new CaptureFacts.EventCount(NAME, 101), new CaptureFacts.EventCount("sched:sched_switch", 2)),
                List.of(new CaptureFacts.Loss(1, NAME, 2_000L, null, null)),
                List.of(new CaptureFacts.Issue(NAME, NAME, 4096, NAME)));
        return new ReportInput(
                List.of(capture),
                rules(),
                List.of(replay()),
                Map.of(0, new ObservedCounters(3, 5_000, 97, 89)),
                latency(),
                charts,
                List.of(new MissingEvidence(NAME, NAME)));
    }

    private static List<RuleResult> rules() {
        SqlFile file = SqlFile.parse("rules/x/rule.sql", "-- needs: mkwrite\nSELECT 1");
        Rule rule = new Rule("nopage-loop", NAME, Severity.HIGH, Family.MKWRITE, "B03", file, file, List.of(), "");
        Finding finding = new Finding("nopage-loop", 3_000L, 1, 204, NAME, NAME, Map.of(NAME, NAME));
        return List.of(
                new RuleResult.Violated(rule, List.of(finding), 7),
                new RuleResult.Inconclusive(rule, NAME, 0),
                new RuleResult.Clean(rule, 11));
    }

    private static ReplayResult replay() {
        Divergence divergence =
                new Divergence(List.of(Clause.I3), 4_000, 0, 204, NAME, NAME, NAME, NAME, List.of(NAME, NAME), null, 3);
        return new ReplayResult(
                523,
                List.of(new TransitionResult("F4", NAME, 13, 0)),
                List.of(
                        new InvariantResult("I1", NAME, 5, 5, 0, null),
                        new InvariantResult("I3", NAME, 5, 2, 3, null),
                        new InvariantResult("I8", NAME, 0, 0, 0, NAME)),
                List.of(divergence),
                new Counters(101, 97, 101, 97, 4, true));
    }

    private static MkwriteLatency latency() {
        return new MkwriteLatency(
                List.of(new MkwriteLatency.Distribution(
                        0,
                        NAME,
                        "fs",
                        NAME,
                        false,
                        127,
                        900,
                        Map.of(Quantile.P50, 1_500L, Quantile.P90, 8_000L),
                        9_000)),
                List.of(new MkwriteLatency.Outcome(0, NAME, NAME, 3, null)),
                List.of(new MkwriteLatency.Call(0, 2_000, 9_000, 1, 204, NAME, NAME, NAME, NAME, NAME)));
    }
}
