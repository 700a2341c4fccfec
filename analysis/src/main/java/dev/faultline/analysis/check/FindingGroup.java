// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Findings of one rule about one file, or where no file is known about one subject.
 *
 * @param file {@code dev:ino} as numbers, or the subject
 * @param findings the highest ranked, at most {@value #LIMIT}
 * @param more how many there are besides
 */
public record FindingGroup(String file, List<JudgedFinding> findings, int more) {
    /** Findings of a group that are told one by one. */
    public static final int LIMIT = 20;

    static FindingGroup of(String file, List<JudgedFinding> ranked) {
        int shown = Math.min(LIMIT, ranked.size());
        return new FindingGroup(file, List.copyOf(ranked.subList(0, shown)), ranked.size() - shown);
    }

    /** The one that ranks highest. */
    public JudgedFinding worst() {
        return findings.get(0);
    }

    /** The one that happened first; the worst when none has a time. */
    public JudgedFinding first() {
        return findings.stream()
                .filter(finding -> finding.finding().ts() != null)
                .min(Comparator.comparingLong(
                        finding -> Objects.requireNonNull(finding.finding().ts())))
                .orElse(worst());
    }
}
