// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.List;

/**
 * How long something takes: log-normal around a median, and now and then exactly an atom.
 *
 * @param medianNs half of the draws are shorter [ns]
 * @param sigma standard deviation of the logarithm; 0: always the median
 * @param atoms values that come up again and again, such as the 200 ms of a throttle
 */
record Latency(long medianNs, double sigma, List<Atom> atoms) {
    /** A value and the share of draws (0 to 1) that are exactly it. */
    record Atom(long ns, double share) {}

    static final Latency NONE = new Latency(0, 0, List.of());

    Latency {
        atoms = List.copyOf(atoms);
    }

    long draw(Dice dice) {
        if (!atoms.isEmpty()) {
            double place = dice.fraction();
            for (Atom atom : atoms) {
                place -= atom.share();
                if (place < 0) {
                    return atom.ns();
                }
            }
        }
        if (sigma == 0 || medianNs == 0) {
            return medianNs;
        }
        return (long) (medianNs * StrictMath.exp(sigma * dice.normal()));
    }
}
