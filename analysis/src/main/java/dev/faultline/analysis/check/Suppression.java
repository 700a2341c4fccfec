// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import dev.faultline.analysis.rules.Finding;

/**
 * Findings that the user knows of and accepts.
 *
 * @param rule glob of rule ids
 * @param subject glob of subjects
 * @param reason why they are accepted; never blank
 */
public record Suppression(String rule, String subject, String reason) {
    /**
     * A suppression.
     *
     * @throws IllegalArgumentException when it has no reason
     */
    public Suppression {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a suppression of '" + rule + "' has no reason");
        }
    }

    boolean covers(Finding finding) {
        return Glob.matches(rule, finding.rule()) && Glob.matches(subject, finding.subject());
    }
}
