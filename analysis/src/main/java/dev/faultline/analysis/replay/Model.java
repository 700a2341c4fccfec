// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * What a correct kernel may do to one kind of subject. A model is a pure function: no input or output, no clock, no memory
 * of its own. An observation that is impossible only if an unknown fact were false narrows that fact and is no divergence.
 *
 * @param <S> what is known of the subject, immutable
 */
public interface Model<S> {
    /** Nothing is known of the subject. */
    S unknown();

    /** What is known after {@code observation}, or why a correct kernel cannot have made it. */
    Step<S> step(S state, Observation observation);
}
