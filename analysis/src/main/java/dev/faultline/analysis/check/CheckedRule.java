// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import dev.faultline.analysis.rules.Rule;
import dev.faultline.analysis.rules.RuleResult;
import dev.faultline.analysis.rules.Severity;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one rule says, after known-good exclusions and suppressions.
 *
 * @param result the rule's own answer
 * @param severity how bad a finding is here
 * @param groups findings that count, the group with the highest rank first
 * @param leftOut findings that do not
 */
public record CheckedRule(RuleResult result, Severity severity, List<FindingGroup> groups, List<LeftOut> leftOut) {
    /** The rule. */
    public Rule rule() {
        return result.rule();
    }

    /** violated, clean or inconclusive; a rule all of whose findings are left out is clean. */
    public String verdict() {
        return result instanceof RuleResult.Violated && groups.isEmpty() ? "clean" : result.verdict();
    }

    /** Whether a finding counts. */
    public boolean violated() {
        return !groups.isEmpty();
    }

    /** Why it cannot be judged, {@code null} when it can. */
    public @Nullable String reason() {
        return result instanceof RuleResult.Inconclusive inconclusive ? inconclusive.reason() : null;
    }

    /** Findings told one by one, group by group. */
    public Stream<JudgedFinding> findings() {
        return groups.stream().flatMap(group -> group.findings().stream());
    }

    /** The highest rank of its findings, 0 without one. */
    double rank() {
        return groups.isEmpty() ? 0 : groups.get(0).worst().rank();
    }
}
