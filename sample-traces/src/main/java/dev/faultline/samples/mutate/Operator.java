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
 * @param finder finds the places in a capture
 */
public record Operator(String name, String breaks, String noticed, String needs, Function<Recording, Sites> finder) {
    /** Number of places of a capture where it can be applied. */
    public int sites(Recording recording) {
        return finder.apply(recording).count();
    }
}
