// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.clock;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ClockFacts;
import dev.faultline.parsers.capture.ClockUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Relates the clocks of several captures (docs/formats/clocks.md). What a capture does not say is never assumed: captures of
 * different machines, kernels or boots have nothing to do with each other, and two clocks without a common reading stay apart.
 */
public final class ClockRelations {
    /** Clocks that do not begin at boot. */
    private static final Set<String> WALL = Set.of("realtime", "tai");
    /** The kernel's clock of perf events; ftrace's clock {@code perf} reads it too (Linux kernel/trace/trace_clock.c). */
    private static final String PERF = "perf";

    private static final String CYCLES = "x86-tsc";
    /** Two roundings of a conversion from cycles. */
    private static final long ROUNDING = 2;

    private ClockRelations() {}

    /** The capture whose clock the others are put on: the first that counts nanoseconds, else the first. */
    public static int reference(List<Capture> captures) {
        for (int i = 0; i < captures.size(); i++) {
            if (captures.get(i).info().clockUnit() == ClockUnit.NS) {
                return i;
            }
        }
        return 0;
    }

    /** The relation of every capture to {@link #reference}. */
    public static List<ClockRelation> of(List<Capture> captures) throws IOException, InterruptedException {
        List<ClockRelation> relations = new ArrayList<>();
        int reference = captures.isEmpty() ? 0 : reference(captures);
        for (int i = 0; i < captures.size(); i++) {
            relations.add(
                    i == reference ? ClockRelation.reference() : relate(captures.get(i), captures.get(reference)));
        }
        return List.copyOf(relations);
    }

    /** How the clock of {@code capture} relates to that of {@code reference}. */
    static ClockRelation relate(Capture capture, Capture reference) throws IOException, InterruptedException {
        String contradiction = SameRun.contradiction(capture, reference);
        if (contradiction != null) {
            return ClockRelation.none(contradiction);
        }
        ClockRelation relation = sameClock(capture, reference);
        relation = relation == null ? cycles(capture, reference) : relation;
        relation = relation == null ? wall(capture, reference) : relation;
        relation = relation == null ? MarkerPairs.relate(capture, reference) : relation;
        return relation == null ? ClockRelation.none(apart(capture, reference)) : relation;
    }

    private static @Nullable ClockRelation sameClock(Capture capture, Capture reference) throws IOException {
        CaptureInfo mine = capture.info();
        CaptureInfo other = reference.info();
        String clock = mine.clock();
        if (clock == null || !clock.equals(other.clock()) || mine.clockUnit() != other.clockUnit()) {
            return null;
        }
        ClockFacts.Cycles conversion = capture.clockFacts().cycles();
        ClockFacts.Cycles others = reference.clockFacts().cycles();
        boolean cycles = clock.equals("tsc2nsec") || clock.equals(CYCLES);
        boolean sameRate = conversion == null ? others == null : others != null && conversion.sameRate(others);
        if (mine.clockUnit() != ClockUnit.NS || (cycles && !sameRate)) {
            return null;
        }
        long offset = reference.clockFacts().added() - capture.clockFacts().added();
        return new ClockRelation(true, !WALL.contains(clock), offset, 0L, null, "the same clock (" + clock + ")");
    }

    /** One has the cycle counter, the other is perf's clock and says what it makes of that counter. */
    private static @Nullable ClockRelation cycles(Capture capture, Capture reference) throws IOException {
        boolean mineIsPerf = PERF.equals(capture.info().clock());
        if (mineIsPerf == PERF.equals(reference.info().clock())) {
            return null;
        }
        Capture perf = mineIsPerf ? capture : reference;
        Capture counter = mineIsPerf ? reference : capture;
        ClockFacts.Cycles conversion = perf.clockFacts().cycles();
        Long zero = conversion == null ? null : conversion.zero();
        if (conversion == null || zero == null) {
            return null;
        }
        boolean raw = counter.info().clockUnit() == ClockUnit.COUNT
                && CYCLES.equals(counter.info().clock());
        if (raw) {
            long offset = zero + perf.clockFacts().added();
            String reason = "cycles by TIME_CONV of the other capture";
            return mineIsPerf ? null : new ClockRelation(true, true, offset, ROUNDING, conversion, reason);
        }
        ClockFacts.Cycles own = counter.clockFacts().cycles();
        if (own == null || !own.sameRate(conversion)) {
            return null;
        }
        long ahead = zero + perf.clockFacts().added() - counter.clockFacts().added();
        return mineIsPerf
                ? ClockRelation.sinceBoot(-ahead, ROUNDING, "TIME_CONV and TSC2NSEC of the same rate")
                : ClockRelation.sinceBoot(ahead, ROUNDING, "TSC2NSEC and TIME_CONV of the same rate");
    }

    /** Both say what time it was on the wall clock; neither says how long it took to read two clocks. */
    private static @Nullable ClockRelation wall(Capture capture, Capture reference) throws IOException {
        Long mine = wallOffset(capture);
        Long other = wallOffset(reference);
        return mine == null || other == null
                ? null
                : new ClockRelation(
                        true, false, mine - other, null, null, "the wall clock that both name (CLOCK_DATA, DATE)");
    }

    private static @Nullable Long wallOffset(Capture capture) throws IOException {
        Long stated = capture.clockFacts().wallOffset();
        return stated == null && "realtime".equals(capture.info().clock()) ? Long.valueOf(0) : stated;
    }

    private static String apart(Capture capture, Capture reference) {
        return "clock " + name(capture) + " and clock " + name(reference)
                + ": neither capture says how they relate (the same clock, TIME_CONV with TSC2NSEC, CLOCK_DATA with DATE, or "
                + "trace_marker texts that both have)";
    }

    private static String name(Capture capture) {
        String clock = capture.info().clock();
        return (clock == null ? "unknown" : clock) + (capture.info().clockUnit() == ClockUnit.COUNT ? " (counts)" : "");
    }
}
