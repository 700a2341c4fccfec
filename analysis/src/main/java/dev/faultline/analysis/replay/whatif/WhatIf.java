// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import dev.faultline.analysis.replay.Evidence;
import dev.faultline.analysis.replay.KernelProfile;
import dev.faultline.analysis.replay.ObservationKind;
import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.TraceDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Re-drives the recorded accesses of a capture under other settings. The recorded accesses go through two machines that differ in the
 * settings alone; what differs between them is added to what was recorded. Where a capture leaves open what would have happened, there
 * are machines of both kinds, and the answer is a range.
 */
public final class WhatIf {
    private final Settings settings;
    private final Evidence evidence;
    private final Redrive redrive;
    private final List<Throttling> throttlings;

    private WhatIf(KernelProfile profile, Settings settings, Evidence evidence, DiskRate rate) {
        this.settings = settings;
        this.evidence = evidence;
        this.throttlings = throttlings(settings, rate);
        this.redrive = new Redrive(profile, settings, throttlings);
    }

    /** What {@code settings} would have changed of one capture. */
    public static Prediction run(TraceDatabase database, CaptureRow capture, Settings settings) {
        return run(database, capture, settings, Replay.observations(database, capture));
    }

    /**
     * What {@code settings} would have changed of one capture of a database whose views are installed.
     *
     * @param observations a query of the capture's rows of {@code replay/observations.sql}, in their order
     */
    public static Prediction run(TraceDatabase database, CaptureRow capture, Settings settings, String observations) {
        Evidence evidence = Replay.evidence(database, capture);
        DiskRate rate = new DiskRate();
        if (settings.has(Setting.DIRTY_LIMIT)) {
            Replay.observe(database, observations, rate::accept);
        }
        WhatIf whatIf = new WhatIf(Replay.profile(database, capture), settings, evidence, rate);
        Loads loads = evidence.has(ObservationKind.FAULT_BEGIN) ? Loads.NONE : Loads.of(database, capture);
        Replay.observe(database, observations, observation -> {
            loads.until(observation.ts(), whatIf.redrive);
            whatIf.redrive.accept(observation);
        });
        return whatIf.prediction();
    }

    private static List<Throttling> throttlings(Settings settings, DiskRate rate) {
        if (!settings.has(Setting.DIRTY_LIMIT) || rate.pagesPerNs() == 0) {
            return List.of();
        }
        long limit = settings.value(Setting.DIRTY_LIMIT, 0);
        long background = Math.min(settings.value(Setting.DIRTY_BACKGROUND, limit / 2), limit / 2);
        return List.of(
                new Throttling(limit, background, rate.pagesPerNs(), false),
                new Throttling(limit, background, rate.pagesPerNs(), true));
    }

    private Prediction prediction() {
        redrive.end();
        Set<Metric> changed = settings.metrics();
        List<Prediction.Row> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            rows.add(row(metric, changed.contains(metric)));
        }
        List<String> unknown = new ArrayList<>(settings.unknowns());
        if (redrive.lossy()) {
            unknown.add("what happened while events were lost: all numbers are of the rest");
        }
        return new Prediction(
                settings, rows, unknown, redrive.worlds().get(0).hidden().first());
    }

    private Prediction.Row row(Metric metric, boolean changed) {
        boolean faults = metric == Metric.READ_FAULTS && evidence.has(ObservationKind.FAULT_BEGIN);
        List<ObservationKind> lacking = faults
                ? List.of()
                : needs(metric).stream().filter(kind -> !evidence.has(kind)).toList();
        if (!lacking.isEmpty()) {
            String names = lacking.stream()
                    .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            return new Prediction.Row(
                    metric, Prediction.Standing.UNKNOWN, null, null, null, null, "not recorded: " + names);
        }
        long recorded = recorded(metric);
        return changed
                ? predicted(metric, recorded)
                : new Prediction.Row(metric, Prediction.Standing.HELD, recorded, null, recorded, recorded, null);
    }

    private long recorded(Metric metric) {
        return metric == Metric.MOST_DIRTY
                ? redrive.recorded().counts().of(metric)
                : redrive.seen().of(metric);
    }

    private Prediction.Row predicted(Metric metric, long recorded) {
        return switch (metric) {
            case STABLE_WAITS, STABLE_WAIT_NS -> {
                boolean on = settings.is(Setting.STABLE_PAGES, true) && !settings.is(Setting.DAX, true);
                long waits = on ? redrive.stable().wouldWait().of(metric) : 0;
                yield range(metric, recorded, null, waits, waits);
            }
            case THROTTLED_NS -> throttled(recorded);
            case READ_FAULTS -> {
                ReadFaults reads = redrive.reads();
                yield reads == null
                        ? range(metric, recorded, null, recorded, recorded)
                        : range(metric, recorded, recorded, recorded + reads.least(), recorded + reads.most());
            }
            default -> driven(metric, recorded);
        };
    }

    private Prediction.Row throttled(long recorded) {
        if (settings.is(Setting.DAX, true)) {
            return range(Metric.THROTTLED_NS, recorded, null, 0, 0);
        }
        return throttlings.isEmpty()
                ? new Prediction.Row(
                        Metric.THROTTLED_NS,
                        Prediction.Standing.UNKNOWN,
                        recorded,
                        null,
                        null,
                        null,
                        "no writeback ended in the capture: how fast the disk writes is not known")
                : range(
                        Metric.THROTTLED_NS,
                        recorded,
                        null,
                        throttlings.get(0).least(),
                        throttlings.get(1).most());
    }

    /** What the worlds of the settings count, less what the recorded world counts, on top of what was recorded. */
    private Prediction.Row driven(Metric metric, long recorded) {
        ToLongFunction<World> count = world -> world.counts().of(metric);
        long replayed = count.applyAsLong(redrive.recorded());
        long low = redrive.worlds().stream().mapToLong(count).min().orElse(0);
        long high = redrive.worlds().stream().mapToLong(count).max().orElse(0);
        boolean gone = settings.is(Setting.DAX, true) && metric == Metric.MKWRITES;
        boolean silent = settings.is(Setting.MKWRITE, false) && metric == Metric.MKWRITES;
        long error = gone || silent ? 0 : recorded - replayed;
        return range(metric, recorded, replayed, Math.max(0, low + error), Math.max(0, high + error));
    }

    private static Prediction.Row range(Metric metric, long recorded, @Nullable Long replayed, long low, long high) {
        return new Prediction.Row(metric, Prediction.Standing.PREDICTED, recorded, replayed, low, high, null);
    }

    /** Without these a capture says nothing of it. */
    private static List<ObservationKind> needs(Metric metric) {
        return switch (metric) {
            case READ_FAULTS -> List.of(ObservationKind.EXCEPTION);
            case STORE_FAULTS, MKWRITES, HIDDEN_STORES, NEVER_TOLD, HIDDEN_NS ->
                List.of(ObservationKind.MKWRITE_END, ObservationKind.FOLIO_CLEANED);
            case STABLE_WAITS, STABLE_WAIT_NS ->
                List.of(ObservationKind.MKWRITE_BEGIN, ObservationKind.WRITEBACK_BEGIN, ObservationKind.WRITEBACK_END);
            case THROTTLED_NS -> List.of(ObservationKind.FOLIO_DIRTIED, ObservationKind.WRITEBACK_END);
            default ->
                List.of(ObservationKind.FOLIO_DIRTIED, ObservationKind.FOLIO_CLEANED, ObservationKind.MKWRITE_END);
        };
    }
}
