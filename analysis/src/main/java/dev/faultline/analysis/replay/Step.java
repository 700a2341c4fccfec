// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * What a {@link Model} says to an observation.
 *
 * @param <S> the state of a subject
 */
public sealed interface Step<S> {
    /**
     * A correct kernel may do this.
     *
     * @param state what is known afterwards
     * @param held transitions taken here, and invariants that were decided here and hold, as {@link Clauses}; an invariant that
     *     could not be decided is absent
     */
    record Next<S>(S state, long held) implements Step<S> {}

    /**
     * No correct kernel does this, given what is known.
     *
     * @param broken the transition's requirement or the invariants it breaks, as {@link Clauses}
     * @param expected what had to be the case
     * @param observed what the capture shows instead
     */
    record Impossible<S>(long broken, String expected, String observed) implements Step<S> {}
}
