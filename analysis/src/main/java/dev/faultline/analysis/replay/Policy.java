// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * Rules beyond those of the kernel as it is: MAP_DIRECT, which was proposed and never merged. v4 is the patch of 14 August 2017 with
 * the review of the day after, v5 that of 16 August 2017 ("fs, xfs: introduce MAP_DIRECT for creating block-map-sealed file
 * ranges"). No kernel gave the flag a value, so whoever judges says which one was used.
 *
 * @param version which proposal
 * @param flag value of MAP_DIRECT among the flags of mmap; 0 for none
 */
public record Policy(Version version, long flag) {
    /** The kernel as it is. */
    public static final Policy NONE = new Policy(Version.NONE, 0);

    /** A proposal. */
    public enum Version {
        NONE,
        DIRECT_V4,
        DIRECT_V5;

        /** As it is called on a command line: {@code direct-v5}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * The proposal of that name.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Version of(String word) {
            return Stream.of(values())
                    .filter(version -> version.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no policy is called " + word));
        }
    }

    /** Whether a mapping with these mmap flags is one of MAP_DIRECT. */
    boolean isDirect(long flags) {
        return version != Version.NONE && flag != 0 && flags != Observation.UNKNOWN && (flags & flag) == flag;
    }
}
