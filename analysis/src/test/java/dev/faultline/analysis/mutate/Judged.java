// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.mutate;

import dev.faultline.analysis.replay.Clause;
import dev.faultline.analysis.replay.Divergence;
import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.rules.Family;
import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.rules.RuleResult;
import dev.faultline.analysis.rules.RuleRunner;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the rules and the model say of a capture.
 *
 * @param verdicts by rule
 * @param subjects of findings, by rule, without those about the capture itself
 * @param broken invariants and transitions that diverged
 * @param checked how often the invariants were checked
 */
record Judged(Map<String, String> verdicts, Map<String, Set<String>> subjects, Set<String> broken, long checked) {
    /** The rules that operators break. */
    static final List<String> RULES =
            List.of("lost-events", "mkwrite-beyond-eof", "mkwrite-freeze-protection", "nopage-loop");

    static Judged of(Path capture) throws IOException, InterruptedException {
        return of(capture, RULES);
    }

    static Judged of(Path capture, List<String> rules) throws IOException, InterruptedException {
        LoadRequest request = LoadRequest.of(capture).withEvents(EventSet.ALL);
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            Map<String, String> verdicts = new TreeMap<>();
            Map<String, Set<String>> subjects = new TreeMap<>();
            for (RuleResult result : RuleRunner.run(database, rules, Map.of())) {
                verdicts.put(result.rule().id(), result.verdict());
                if (result.rule().family() != Family.CAPTURE) {
                    Set<String> found = new TreeSet<>();
                    result.found().stream().map(Finding::subject).forEach(found::add);
                    subjects.put(result.rule().id(), found);
                }
            }
            return replayed(
                    verdicts, subjects, Replay.run(database, database.captures().get(0)));
        }
    }

    private static Judged replayed(
            Map<String, String> verdicts, Map<String, Set<String>> subjects, ReplayResult result) {
        Set<String> broken = new TreeSet<>();
        for (Divergence divergence : result.divergences()) {
            divergence.broken().stream().map(Clause::name).forEach(broken::add);
        }
        long checked = result.invariants().stream()
                .mapToLong(invariant -> invariant.checked())
                .sum();
        return new Judged(verdicts, subjects, broken, checked);
    }

    boolean violates(String rule) {
        return "violated".equals(verdicts.get(rule));
    }
}
