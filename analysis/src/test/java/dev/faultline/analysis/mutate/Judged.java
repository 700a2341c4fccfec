// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.mutate;

import dev.faultline.analysis.replay.Clause;
import dev.faultline.analysis.replay.Divergence;
import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.rules.Family;
import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.rules.RuleResult;
import dev.faultline.analysis.rules.RuleRunner;
import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Need;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the rules and the model say of a capture.
 *
 * @param verdicts by rule
 * @param counts number of things checked, by rule
 * @param subjects of findings, by rule, without those about the capture itself
 * @param broken invariants and transitions that diverged
 * @param checked how often the invariants were checked
 */
record Judged(
        Map<String, String> verdicts,
        Map<String, Long> counts,
        Map<String, Set<String>> subjects,
        Set<String> broken,
        long checked) {
    /** Judges captures that are loaded together: a view is computed once for all of them. */
    static List<Judged> of(List<Path> captures, List<String> rules) throws IOException, InterruptedException {
        LoadRequest request = LoadRequest.of(captures.toArray(Path[]::new)).withEvents(EventSet.ALL);
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            return of(database, rules);
        }
    }

    /** As {@link #of(List, List)}, of what is loaded already. */
    static List<Judged> of(TraceDatabase database, List<String> rules) {
        List<Judged> judged = new ArrayList<>();
        Views views = new Views(database, SqlCatalogue.standard(), Views.Stored.ALL);
        Map<String, Map<Integer, RuleResult>> results = results(database, views, rules);
        List<ReplayResult> replays = replays(database, views);
        for (CaptureRow capture : database.captures()) {
            Map<String, String> verdicts = new TreeMap<>();
            Map<String, Long> counts = new TreeMap<>();
            Map<String, Set<String>> subjects = new TreeMap<>();
            results.forEach((rule, each) -> {
                RuleResult result = each.get(capture.id());
                verdicts.put(rule, result.verdict());
                counts.put(rule, result.checked());
                if (result.rule().family() != Family.CAPTURE) {
                    subjects.put(rule, subjects(result));
                }
            });
            ReplayResult replay = replays.get(judged.size());
            judged.add(new Judged(verdicts, counts, subjects, broken(replay), checked(replay)));
        }
        return judged;
    }

    /** What rules say of each capture, by rule and {@code capture_id}. */
    static Map<String, Map<Integer, RuleResult>> results(TraceDatabase database, Views views, List<String> rules) {
        RuleRunner runner = new RuleRunner(RuleCatalogue.standard());
        Map<String, Map<Integer, RuleResult>> results = new TreeMap<>();
        rules.forEach(rule -> results.put(rule, runner.judgeEach(database, views, rule)));
        return results;
    }

    static Set<String> subjects(RuleResult result) {
        Set<String> subjects = new TreeSet<>();
        result.found().stream().map(Finding::subject).forEach(subjects::add);
        return subjects;
    }

    private static List<ReplayResult> replays(TraceDatabase database, Views views) {
        SqlFile observations = SqlCatalogue.standard().sql("replay/observations.sql");
        views.install(observations.needs().stream().map(Need::name).toList());
        database.execute("CREATE TEMP TABLE replayed AS " + observations.sql());
        return database.captures().stream()
                .map(capture -> Replay.run(
                        database,
                        capture,
                        "SELECT * FROM replayed WHERE capture_id = " + capture.id() + " ORDER BY ts, rank, cpu, rec"))
                .toList();
    }

    private static Set<String> broken(ReplayResult result) {
        Set<String> broken = new TreeSet<>();
        for (Divergence divergence : result.divergences()) {
            divergence.broken().stream().map(Clause::name).forEach(broken::add);
        }
        return broken;
    }

    private static long checked(ReplayResult result) {
        return result.invariants().stream()
                .mapToLong(invariant -> invariant.checked())
                .sum();
    }
}
