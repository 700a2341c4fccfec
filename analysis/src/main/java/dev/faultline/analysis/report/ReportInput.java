// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.Charts;
import dev.faultline.analysis.check.Check;
import dev.faultline.analysis.check.CheckConfig;
import dev.faultline.analysis.check.CheckReport;
import dev.faultline.analysis.check.CheckRequest;
import dev.faultline.analysis.latency.LatencyAnalysis;
import dev.faultline.analysis.latency.LatencyFindings;
import dev.faultline.analysis.latency.Metric;
import dev.faultline.analysis.locking.LockAnalysis;
import dev.faultline.analysis.locking.LockTable;
import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything a report tells, before it is arranged.
 *
 * @param captures what was recorded
 * @param check what the rules say, after known and accepted findings were left out, the gravest first
 * @param replays what the fault model says, one result per capture in their order; empty when it was not asked
 * @param observed the kernel's own counters by {@code capture_id}, of captures that have them
 * @param latency latency of faults that reached page_mkwrite
 * @param locks what is known of locks, of the tables of {@link LockAnalysis#conformance()}; empty without lock events
 * @param charts charts, in the order they are shown
 * @param missing views without rows because the capture lacks their events
 */
public record ReportInput(
        List<CaptureFacts> captures,
        CheckReport check,
        List<ReplayResult> replays,
        Map<Integer, ObservedCounters> observed,
        LatencyFindings latency,
        List<LockTable> locks,
        List<ChartData> charts,
        List<MissingEvidence> missing) {
    /** Slow calls of each metric that are shown. */
    private static final int SLOWEST = 10;

    /** Copies the lists. */
    public ReportInput {
        captures = List.copyOf(captures);
        replays = List.copyOf(replays);
        observed = Map.copyOf(observed);
        if (!replays.isEmpty() && replays.size() != captures.size()) {
            throw new IllegalArgumentException(replays.size() + " replays of " + captures.size() + " captures");
        }
        locks = List.copyOf(locks);
        charts = List.copyOf(charts);
        missing = List.copyOf(missing);
    }

    /** Everything there is to tell: all rules with their standard parameters, a replay of every capture, all charts. */
    public static ReportInput of(TraceDatabase database) {
        RuleCatalogue catalogue = RuleCatalogue.standard();
        CheckReport check =
                Check.run(database, catalogue, new CheckRequest(catalogue.ids(), Map.of(), CheckConfig.NONE));
        List<ReplayResult> replays = database.captures().stream()
                .map(capture -> Replay.run(database, capture))
                .toList();
        return of(database, check, replays);
    }

    /**
     * Collects what the database knows, all charts included, beside results that were computed on it.
     *
     * @param check results of the rules
     * @param replays results of the replay, one per capture, or none
     */
    public static ReportInput of(TraceDatabase database, CheckReport check, List<ReplayResult> replays) {
        Views views = Views.install(database, "mkwrite", "dirty_state");
        List<ChartData> charts = Charts.data(database, views, Charts.ids());
        EvidenceReader evidence = new EvidenceReader(database);
        return new ReportInput(
                new CaptureReader(database).captures(),
                check,
                replays,
                evidence.counters(),
                new LatencyAnalysis(database, views, List.of(Metric.values())).findings(SLOWEST),
                locks(database, evidence),
                charts,
                evidence.missing());
    }

    private static List<LockTable> locks(TraceDatabase database, EvidenceReader evidence) {
        boolean none = evidence.missing().stream()
                        .filter(one ->
                                one.view().equals("lock_event") || one.view().equals("lock_wait"))
                        .count()
                > 1;
        return none ? List.of() : new LockAnalysis(database).conformance();
    }

    /** Whether no capture has the events of a view. */
    boolean lacks(String view) {
        return missing.stream().anyMatch(one -> one.view().equals(view));
    }

    /** First ts of a capture, 0 when it has no records. */
    long startOf(int captureId) {
        return captures.stream()
                .filter(c -> c.id() == captureId)
                .map(CaptureFacts::startTs)
                .mapToLong(start -> start == null ? 0 : start)
                .findFirst()
                .orElse(0);
    }

    /** A moment as time since the capture's first event; with several captures it is not known which one it is of. */
    Cell sinceStart(@Nullable Long ts) {
        return captures.size() == 1 ? captures.get(0).since(ts) : Cell.of("not known");
    }

    /** A name, with its capture's name where there are several captures. */
    String qualified(int captureId, String name) {
        if (captures.size() < 2) {
            return name;
        }
        return captures.stream()
                .filter(c -> c.id() == captureId)
                .map(c -> c.name() + ": " + name)
                .findFirst()
                .orElse(name);
    }

    /** A sentence about the captures whose clock has no nanoseconds, empty when all have. */
    String clocksWithoutNanoseconds() {
        String names = captures.stream()
                .filter(c -> !c.nanoseconds())
                .map(CaptureFacts::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? ""
                : "No duration can be told for " + names + ": its trace clock does not count nanoseconds."
                        + " Record with a clock in nanoseconds, for example trace-cmd record -C mono.";
    }
}
