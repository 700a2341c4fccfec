// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * What the parts of a replay share.
 *
 * @param profile how the kernel behaves
 * @param evidence what the capture can contain
 * @param tally what was decided
 * @param systems file systems seen
 * @param inodes files seen
 */
record Surroundings(KernelProfile profile, Evidence evidence, Tally tally, FileSystems systems, InodeTable inodes) {
    static Surroundings of(KernelProfile profile, Evidence evidence) {
        Tally tally = new Tally();
        return new Surroundings(profile, evidence, tally, new FileSystems(tally), new InodeTable());
    }
}
