// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.rules.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding, with what decides where it stands among others.
 *
 * @param finding what the rule reports
 * @param severity how bad it is here: the rule's own, or what the configuration says
 * @param confidence how sure it is
 * @param bytes file data concerned, {@code null} when the rule does not say [bytes]
 * @param chain at most {@value EventChains#LENGTH} of its events, oldest first; empty when they were not asked for
 */
public record JudgedFinding(
        Finding finding,
        Severity severity,
        Confidence confidence,
        @Nullable Long bytes,
        List<ChainEvent> chain) {
    private static final double STEP = 32;
    private static final long PAGE = 4096;

    /**
     * Severity times confidence times bytes. A level of severity counts 32 times the next, confidence 1, 0.5 or 0.1; bytes
     * count by their binary logarithm, 1 for a page or less and 29 for a terabyte, so that volume alone never lifts a finding
     * over one that is worse and as sure.
     */
    public double rank() {
        double weight = Math.pow(STEP, Severity.INFO.compareTo(severity));
        double volume = bytes == null ? 1 : 1 + Math.log(Math.max(1, bytes / (double) PAGE)) / Math.log(2);
        return weight * confidence.weight() * volume;
    }

    JudgedFinding with(List<ChainEvent> events) {
        return new JudgedFinding(finding, severity, confidence, bytes, List.copyOf(events));
    }
}
