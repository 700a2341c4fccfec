// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.compare;

import dev.faultline.analysis.latency.CensoredRuns;
import dev.faultline.analysis.latency.Holm;
import dev.faultline.analysis.latency.Interval;
import dev.faultline.analysis.latency.Percentile;
import dev.faultline.analysis.latency.QuantileChange;
import dev.faultline.analysis.latency.Verdict;
import dev.faultline.analysis.rules.Rule;
import dev.faultline.analysis.rules.RuleResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs of one side compared with runs of another. Like is compared with like: quantiles within strata, and how the strata mix apart
 * from it. The unit of inference is the run; with fewer than five on a side nothing is inferred.
 *
 * @param base runs of the base side
 * @param changed runs of the new side
 * @param strata strata that both sides have, in the order they were met
 * @param mix how each metric's calls are made up of strata; empty with one stratum per metric
 * @param findings rules, when they were asked
 */
public record Comparison(
        List<Run> base, List<Run> changed, List<StratumRow> strata, List<MixRow> mix, List<FindingRow> findings) {
    /** Runs a side needs before anything is inferred from it. */
    public static final int ENOUGH_RUNS = 5;

    /** An adjusted p value above this is no more than chance. */
    private static final double CHANCE = 0.05;

    /** Copies the lists. */
    public Comparison {
        base = List.copyOf(base);
        changed = List.copyOf(changed);
        strata = List.copyOf(strata);
        mix = List.copyOf(mix);
        findings = List.copyOf(findings);
    }

    /** Compares. */
    public static Comparison of(List<Run> base, List<Run> changed, Settings settings) {
        Set<Stratum> strata = new LinkedHashSet<>();
        List.of(base, changed)
                .forEach(side -> side.forEach(run -> strata.addAll(run.calls().keySet())));
        Rates rates = new Rates(base, changed, settings);
        Map<Stratum, List<QuantileChange>> changes = new LinkedHashMap<>();
        for (Stratum stratum : strata) {
            changes.put(stratum, quantiles(calls(base, stratum), calls(changed, stratum), settings));
        }
        double[] adjusted = Holm.adjust(changes.values().stream()
                .flatMap(Collection::stream)
                .mapToDouble(QuantileChange::p)
                .toArray());
        int fewest = Math.min(base.size(), changed.size());
        int at = 0;
        List<StratumRow> rows = new ArrayList<>();
        for (Stratum stratum : strata) {
            List<QuantileRow> quantiles = new ArrayList<>();
            for (QuantileChange change : changes.getOrDefault(stratum, List.of())) {
                double p = adjusted[at++];
                quantiles.add(new QuantileRow(change, p, verdict(change, p, fewest, settings)));
            }
            CensoredRuns before = calls(base, stratum);
            CensoredRuns after = calls(changed, stratum);
            rows.add(new StratumRow(
                    stratum,
                    before.n(),
                    after.n(),
                    before.censored(),
                    after.censored(),
                    delta(before, after),
                    quantiles,
                    rates.of(stratum)));
        }
        return new Comparison(base, changed, rows, mix(strata, rates), findings(base, changed));
    }

    private static CensoredRuns calls(List<Run> side, Stratum stratum) {
        return new CensoredRuns(side.stream().map(run -> run.blocks(stratum)).toList());
    }

    private static List<QuantileChange> quantiles(CensoredRuns base, CensoredRuns changed, Settings settings) {
        List<QuantileChange> changes = new ArrayList<>();
        for (Percentile p : Percentile.values()) {
            if (Math.min(base.n(), changed.n()) >= p.needed()) {
                changes.add(QuantileChange.of(base, changed, p, settings.replicates(), settings.seed()));
            }
        }
        return changes;
    }

    /** The verdict rule; what Holm's method leaves to chance is not concluded. */
    private static Verdict verdict(QuantileChange change, double adjusted, int fewest, Settings settings) {
        Verdict verdict = change.verdict(fewest, (double) settings.overhead());
        boolean differs = verdict == Verdict.REGRESSION || verdict == Verdict.IMPROVEMENT;
        return differs && adjusted > CHANCE ? Verdict.INCONCLUSIVE : verdict;
    }

    private static double delta(CensoredRuns base, CensoredRuns changed) {
        long[] before = base.medians();
        long[] after = changed.medians();
        double sum = 0;
        for (long a : after) {
            for (long b : before) {
                sum += Long.compare(a, b);
            }
        }
        return sum / ((double) before.length * after.length);
    }

    private static List<MixRow> mix(Set<Stratum> strata, Rates rates) {
        List<MixRow> rows = new ArrayList<>();
        for (Stratum stratum : strata) {
            List<Stratum> whole = strata.stream()
                    .filter(other -> other.metric() == stratum.metric())
                    .toList();
            if (whole.size() > 1) {
                RateRow share = rates.share(stratum, whole);
                Interval difference = share.difference();
                rows.add(new MixRow(stratum, share.base(), share.changed(), difference));
            }
        }
        return rows;
    }

    private static List<FindingRow> findings(List<Run> base, List<Run> changed) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        List.of(base, changed)
                .forEach(side -> side.forEach(run -> run.rules()
                        .forEach(result -> rules.putIfAbsent(result.rule().id(), result.rule()))));
        return rules.values().stream()
                .map(rule -> new FindingRow(
                        rule,
                        runs(base, rule, RuleResult.Violated.class),
                        runs(base, rule, RuleResult.Clean.class),
                        found(base, rule),
                        runs(changed, rule, RuleResult.Violated.class),
                        runs(changed, rule, RuleResult.Clean.class),
                        found(changed, rule)))
                .toList();
    }

    private static int runs(List<Run> side, Rule rule, Class<? extends RuleResult> verdict) {
        return (int) side.stream()
                .filter(run -> run.rules().stream()
                        .anyMatch(result -> result.rule().id().equals(rule.id()) && verdict.isInstance(result)))
                .count();
    }

    private static long found(List<Run> side, Rule rule) {
        return side.stream()
                .flatMap(run -> run.rules().stream())
                .filter(result -> result.rule().id().equals(rule.id()))
                .mapToLong(result -> result.found().size())
                .sum();
    }
}
