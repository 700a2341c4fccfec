// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.Charts;
import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.rules.RuleResult;
import dev.faultline.analysis.store.TraceDatabase;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything a report tells, before it is arranged.
 *
 * @param captures what was recorded
 * @param rules what the rules say, in the order they ran
 * @param replay what the fault model says, {@code null} when it was not asked
 * @param observed the kernel's own counters, per capture that has them
 * @param latency latency of page_mkwrite
 * @param charts charts, in the order they are shown
 * @param missing views without rows because the capture lacks their events
 */
public record ReportInput(
        List<CaptureFacts> captures,
        List<RuleResult> rules,
        @Nullable ReplayResult replay,
        List<ObservedCounters> observed,
        MkwriteLatency latency,
        List<ChartData> charts,
        List<MissingEvidence> missing) {
    /** Copies the lists. */
    public ReportInput {
        captures = List.copyOf(captures);
        rules = List.copyOf(rules);
        observed = List.copyOf(observed);
        charts = List.copyOf(charts);
        missing = List.copyOf(missing);
    }

    /**
     * Collects what the database knows, all charts included, beside results that were computed on it.
     *
     * @param rules results of the rules
     * @param replay result of the replay, {@code null} when it was not asked
     */
    public static ReportInput of(TraceDatabase database, List<RuleResult> rules, @Nullable ReplayResult replay) {
        List<ChartData> charts = Charts.ids().stream()
                .flatMap(id -> Charts.data(database, id).stream())
                .toList();
        EvidenceReader evidence = new EvidenceReader(database);
        return new ReportInput(
                new CaptureReader(database).captures(),
                rules,
                replay,
                evidence.counters(),
                new LatencyReader(database).latency(),
                charts,
                evidence.missing());
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
        if (ts == null || captures.size() != 1) {
            return Cell.of("not known");
        }
        long since = ts - startOf(captures.get(0).id());
        return Cell.of(since, captures.get(0).nanoseconds() ? Unit.NANOSECONDS : Unit.COUNT);
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
