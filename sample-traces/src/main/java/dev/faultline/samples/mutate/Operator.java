// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import java.util.function.Function;

/**
 * One way to break a capture, or to change it so that nothing may break.
 *
 * @param name as {@code --mutate} takes it
 * @param breaks what it does, and which records it changes
 * @param noticed what must notice: rules and anomalies (ids of the catalogue), invariants of the fault model, or that
 *     nothing may
 * @param needs what a capture must have for it
 * @param reach how deep it reaches into a capture
 * @param finder finds the places in a capture
 */
public record Operator(
        String name, String breaks, String noticed, String needs, Reach reach, Function<Recording, Sites> finder) {
    /** An operator that changes fields. */
    Operator(String name, String breaks, String noticed, String needs, Function<Recording, Sites> finder) {
        this(name, breaks, noticed, needs, Reach.FIELDS, finder);
    }

    /** The same operator with another reach. */
    Operator reaching(Reach other) {
        return new Operator(name, breaks, noticed, needs, other, finder);
    }

    /** Number of places of a capture where it can be applied. */
    public int sites(Recording recording) {
        return places(recording).count();
    }

    /** The places; none in a container that has not what it reaches into. */
    Sites places(Recording recording) {
        return recording.original().refusal(reach) == null ? finder.apply(recording) : Sites.none();
    }
}
