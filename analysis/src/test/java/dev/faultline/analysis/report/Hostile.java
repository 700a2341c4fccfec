// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.Note;
import dev.faultline.analysis.check.ChainEvent;
import dev.faultline.analysis.check.CheckReport;
import dev.faultline.analysis.check.CheckedRule;
import dev.faultline.analysis.check.Confidence;
import dev.faultline.analysis.check.FindingGroup;
import dev.faultline.analysis.check.JudgedFinding;
import dev.faultline.analysis.latency.Breakdown;
import dev.faultline.analysis.latency.Distribution;
import dev.faultline.analysis.latency.Latencies;
import dev.faultline.analysis.latency.LatencyFindings;
import dev.faultline.analysis.latency.Metric;
import dev.faultline.analysis.latency.OutcomeCount;
import dev.faultline.analysis.latency.SlowCall;
import dev.faultline.analysis.locking.LockTable;
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
import java.util.Collections;
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
                check(),
                List.of(replay()),
                Map.of(0, new ObservedCounters(3, 5_000, 97, 89)),
                latency(),
                List.of(locks()),
                charts,
                List.of(new MissingEvidence(NAME, NAME)));
    }

    private static LockTable locks() {
        return new LockTable(
                "waits",
                NAME,
                List.of("start_ts", "waited", "lock_class", "tid"),
                Collections.singletonList(new Object[] {3_000L, 5_000L, NAME, 204}));
    }

    private static CheckReport check() {
        SqlFile file = SqlFile.parse("rules/x/rule.sql", "-- needs: mkwrite\nSELECT 1");
        String page = "# x\n## Why it matters\n" + NAME + "\n## When it is wrong\n- " + NAME + "\n";
        Finding finding = new Finding("nopage-loop", 3_000L, 1, 204, NAME, NAME, Map.of(NAME, NAME));
        ChainEvent event = new ChainEvent(2_500, 1, 204, NAME, NAME);
        JudgedFinding judged = new JudgedFinding(finding, Severity.HIGH, Confidence.SUSPICION, null, List.of(event));
        return new CheckReport(List.of(
                checked(
                        new RuleResult.Violated(rule("nopage-loop", file, page), List.of(finding, finding), 7),
                        List.of(new FindingGroup(NAME, List.of(judged, judged), 1))),
                checked(new RuleResult.Inconclusive(rule("mkwrite-churn", file, page), NAME, 0), List.of()),
                checked(new RuleResult.Clean(rule("clean", file, page), 11), List.of())));
    }

    private static CheckedRule checked(RuleResult result, List<FindingGroup> groups) {
        return new CheckedRule(result, Severity.HIGH, groups, List.of());
    }

    private static Rule rule(String id, SqlFile file, String page) {
        return new Rule(id, NAME, Severity.HIGH, Family.MKWRITE, "B03", file, file, List.of(), page);
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
                new Counters(101, 97, 101, 97, 4, true),
                List.of());
    }

    private static LatencyFindings latency() {
        Latencies.Builder latencies = new Latencies.Builder();
        latencies.add(900, 1, 0).add(1_500, 100, 0).add(8_000, 25, 0).add(9_000, 1, 0);
        SlowCall.Subject subject = new SlowCall.Subject(0, "L_fs", NAME, 2_000, 1, 204, NAME, NAME, NAME, NAME);
        SlowCall.Step step = new SlowCall.Step(2_100, 2_200L, 204, NAME, NAME);
        return new LatencyFindings(
                List.of(new Distribution(0, Metric.L_FS, NAME, NAME, List.of(), false, latencies.build())),
                List.of(new OutcomeCount(0, "L_fs", NAME, NAME, 3, null)),
                List.of(new Breakdown(0, "L_fs", "all", 127, 9_000, Map.of(NAME, 9_000L), 0)),
                Map.of("L_fs", List.of(NAME)),
                List.of(new SlowCall(subject, 1, 9_000, false, Map.of(NAME, 9_000L), List.of(step))));
    }
}
