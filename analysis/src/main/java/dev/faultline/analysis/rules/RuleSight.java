// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a rule saw in a database, before it is weighed.
 *
 * @param rule the rule
 * @param counts numbers by {@code capture_id}; a capture without an entry has nothing the rule could check
 * @param findings violations in all captures
 * @param unmet why captures lack events the rule needs, by {@code capture_id}
 */
record RuleSight(Rule rule, Map<Integer, Count> counts, List<Finding> findings, Map<Integer, String> unmet) {
    /** How many things were checked, and how many could not be decided. */
    record Count(long checked, long undecided) {
        private static final Count NONE = new Count(0, 0);

        private Count plus(Count other) {
            return new Count(checked + other.checked, undecided + other.undecided);
        }
    }

    /** As this, of captures of which some cannot be judged: what seems violated there may be an event that was not recorded. */
    RuleSight without(Map<Integer, String> captures) {
        return new RuleSight(
                rule,
                counts,
                findings.stream()
                        .filter(finding -> !captures.containsKey(capture(finding)))
                        .toList(),
                captures);
    }

    /** The result over all captures. */
    RuleResult together() {
        Count count = counts.values().stream().reduce(Count.NONE, Count::plus);
        return result(count, findings, unmet.isEmpty() ? null : String.join("; ", unmet.values()));
    }

    /** The result of one capture. */
    RuleResult of(int captureId) {
        List<Finding> own = findings.stream()
                .filter(finding -> capture(finding) == captureId)
                .toList();
        return result(counts.getOrDefault(captureId, Count.NONE), own, unmet.get(captureId));
    }

    private static int capture(Finding finding) {
        return ((Number) Objects.requireNonNull(finding.evidence().get("capture_id"))).intValue();
    }

    private RuleResult result(Count count, List<Finding> found, @Nullable String missing) {
        if (!found.isEmpty()) {
            return new RuleResult.Violated(rule, found, count.checked);
        }
        if (missing != null) {
            return new RuleResult.Inconclusive(rule, missing, count.checked);
        }
        if (count.undecided > 0) {
            String reason = count.undecided
                    + " more could not be decided: events that matter to them may be lost or were not recorded";
            return new RuleResult.Inconclusive(rule, reason, count.checked);
        }
        return count.checked == 0
                ? new RuleResult.Inconclusive(rule, "the capture has nothing this rule could check", 0)
                : new RuleResult.Clean(rule, count.checked);
    }
}
