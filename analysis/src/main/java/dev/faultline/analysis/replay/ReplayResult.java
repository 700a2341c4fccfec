// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.List;

/**
 * The outcome of a replay.
 *
 * @param observations observations replayed
 * @param transitions every transition of the model, in order, taken or not
 * @param invariants every invariant of the model, in order, checked or not
 * @param divergences the first of each kind in full, with the number of its kind
 * @param predicted what the kernel's counters must have moved by
 * @param courses the kernel's counters over time beside the prediction, of those that can be compared
 */
public record ReplayResult(
        long observations,
        List<TransitionResult> transitions,
        List<InvariantResult> invariants,
        List<Divergence> divergences,
        Counters predicted,
        List<CounterCourse> courses) {
    /** The result of one transition. */
    public TransitionResult transition(Clause clause) {
        return transitions.stream()
                .filter(result -> result.id().equals(clause.name()))
                .findFirst()
                .orElseThrow();
    }

    /** The result of one invariant. */
    public InvariantResult invariant(Clause clause) {
        return invariants.stream()
                .filter(result -> result.id().equals(clause.name()))
                .findFirst()
                .orElseThrow();
    }
}
