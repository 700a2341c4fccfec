// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

/**
 * When a hypothesis counts: the measures of LockDoc (EuroSys 2019), whose standard values these are.
 *
 * @param acceptance least share of calls for "always held"
 * @param noLock share of calls with no lock at all, from which on none is thought to be needed
 * @param cutoff hypotheses with less support are not shown
 */
public record MiningLimits(double acceptance, double noLock, double cutoff) {
    /** LockDoc's values. */
    public static final MiningLimits STANDARD = new MiningLimits(0.9, 0.05, 0.1);

    /**
     * @throws IllegalArgumentException when one is no share
     */
    public MiningLimits {
        for (double share : new double[] {acceptance, noLock, cutoff}) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a share lies between 0 and 1, and " + share + " does not");
            }
        }
    }
}
