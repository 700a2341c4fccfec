// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts what was decided, and keeps the first divergence of each kind. */
final class Tally {
    private static final Clause[] CLAUSES = Clause.values();

    /** By bit. */
    private static final Clause[] DECIDED =
            Arrays.stream(CLAUSES).filter(clause -> !clause.isCounted()).toArray(Clause[]::new);

    private final long[] held = new long[CLAUSES.length];
    private final long[] violated = new long[CLAUSES.length];
    private final Map<String, Divergence> first = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();

    void held(long clauses) {
        if (clauses != Clauses.NONE) {
            add(held, clauses);
        }
    }

    /** Counts a divergence; {@code full} is asked for the first of its kind only. */
    void violated(Step.Impossible<?> step, Supplier<Divergence> full) {
        add(violated, step.broken());
        String kind = step.broken() + step.expected() + step.observed();
        if (counts.merge(kind, 1L, Long::sum) == 1) {
            first.put(kind, full.get());
        }
    }

    /** A transition was taken that nothing contradicts. */
    void taken(Clause clause) {
        held[clause.place()]++;
    }

    private static void add(long[] counts, long clauses) {
        for (long left = clauses; left != 0; left &= left - 1) {
            counts[DECIDED[Long.numberOfTrailingZeros(left)].place()]++;
        }
    }

    List<Divergence> divergences() {
        List<Divergence> all = new ArrayList<>();
        first.forEach((kind, divergence) -> all.add(divergence.counted(counts.getOrDefault(kind, 1L))));
        return all;
    }

    List<TransitionResult> transitions() {
        return Arrays.stream(CLAUSES)
                .filter(clause -> !clause.isInvariant())
                .map(clause -> new TransitionResult(
                        clause.name(), clause.title(), held[clause.place()], violated[clause.place()]))
                .toList();
    }

    List<InvariantResult> invariants(Evidence evidence) {
        List<InvariantResult> results = new ArrayList<>();
        for (Clause clause : CLAUSES) {
            if (clause.isInvariant()) {
                long good = held[clause.place()];
                long bad = violated[clause.place()];
                String reason = good + bad > 0 ? null : evidence.whyNot(clause);
                results.add(new InvariantResult(clause.name(), clause.title(), good + bad, good, bad, reason));
            }
        }
        return results;
    }
}
