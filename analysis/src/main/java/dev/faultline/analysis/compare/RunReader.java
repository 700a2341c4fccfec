// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.compare;

import dev.faultline.analysis.latency.CensoredRuns.Block;
import dev.faultline.analysis.latency.Dimension;
import dev.faultline.analysis.latency.LatencyAnalysis;
import dev.faultline.analysis.latency.Metric;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.rules.RuleResult;
import dev.faultline.analysis.rules.RuleRunner;
import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the captures of a database as runs.
 *
 * @param metrics intervals to compare
 * @param by what calls are divided by
 * @param rules ids of the rules to compare findings of
 */
public record RunReader(List<Metric> metrics, List<Dimension> by, List<String> rules) {
    /** Twice the longest known period, five seconds of the flusher and of the journal: what hangs together stays together [ns]. */
    public static final long BLOCK_NS = 10_000_000_000L;

    /** Copies the lists. */
    public RunReader {
        metrics = List.copyOf(metrics);
        by = List.copyOf(by);
        rules = List.copyOf(rules);
    }

    /** The events it needs. */
    public EventSet events() {
        EventSet latency = LatencyAnalysis.events();
        return rules.isEmpty() ? latency : latency.and(RuleCatalogue.standard().events(rules));
    }

    /**
     * The runs, in the order of the captures.
     * Captures whose clock does not count nanoseconds have no calls.
     */
    public List<Run> read(TraceDatabase database) {
        Map<Integer, Map<Stratum, TreeMap<Long, Durations>>> calls = new TreeMap<>();
        LatencyAnalysis analysis = new LatencyAnalysis(database, metrics);
        analysis.forEachCall(
                by,
                BLOCK_NS,
                call -> calls.computeIfAbsent(call.captureId(), k -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                new Stratum(call.metric(), call.method(), by, call.stratum()), k -> new TreeMap<>())
                        .computeIfAbsent(call.block(), k -> new Durations())
                        .add(call.latency(), call.open()));
        Map<Integer, Map<Metric, Long>> apart = new TreeMap<>();
        analysis.outcomes()
                .forEach(outcome -> apart.computeIfAbsent(outcome.captureId(), k -> new EnumMap<>(Metric.class))
                        .merge(Metric.of(outcome.metric()).orElseThrow(), outcome.calls(), Long::sum));
        Map<Integer, List<RuleResult>> verdicts = verdicts(database);
        List<Run> runs = new ArrayList<>();
        for (CaptureRow capture : database.captures()) {
            Map<Stratum, List<Block>> blocks = new LinkedHashMap<>();
            calls.getOrDefault(capture.id(), Map.of())
                    .forEach((stratum, byBlock) -> blocks.put(
                            stratum,
                            byBlock.values().stream().map(Durations::block).toList()));
            runs.add(new Run(
                    capture.path(),
                    capture.kernelRelease(),
                    span(capture),
                    blocks,
                    apart.getOrDefault(capture.id(), Map.of()),
                    verdicts.getOrDefault(capture.id(), List.of())));
        }
        return runs;
    }

    private Map<Integer, List<RuleResult>> verdicts(TraceDatabase database) {
        Map<Integer, List<RuleResult>> verdicts = new TreeMap<>();
        Views views = Views.install(database);
        RuleRunner runner = new RuleRunner(RuleCatalogue.standard());
        for (String rule : rules) {
            runner.judgeEach(database, views, rule)
                    .forEach((capture, result) -> verdicts.computeIfAbsent(capture, k -> new ArrayList<>())
                            .add(result));
        }
        return verdicts;
    }

    private static long span(CaptureRow capture) {
        Long start = capture.startTs();
        Long end = capture.endTs();
        return start == null || end == null ? 0 : end - start;
    }
}
