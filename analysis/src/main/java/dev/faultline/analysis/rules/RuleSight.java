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
 */
record RuleSight(Rule rule, Map<Integer, Count> counts, List<Finding> findings) {
    /** How many things were checked, and how many could not be decided. */
    record Count(long checked, long undecided) {
        private static final Count NONE = new Count(0, 0);

        private Count plus(Count other) {
            return new Count(checked + other.checked, undecided + other.undecided);
        }
    }

    /** The result over all captures; {@code unmet} says why some cannot be judged. */
    RuleResult together(@Nullable String unmet) {
        return result(counts.values().stream().reduce(Count.NONE, Count::plus), findings, unmet);
    }

    /** The result of one capture; {@code unmet} says why it cannot be judged. */
    RuleResult of(int captureId, @Nullable String unmet) {
        List<Finding> own = findings.stream()
                .filter(finding -> capture(finding) == captureId)
                .toList();
        return result(counts.getOrDefault(captureId, Count.NONE), own, unmet);
    }

    private static int capture(Finding finding) {
        return ((Number) Objects.requireNonNull(finding.evidence().get("capture_id"))).intValue();
    }

    private RuleResult result(Count count, List<Finding> found, @Nullable String unmet) {
        if (!found.isEmpty()) {
            return new RuleResult.Violated(rule, found, count.checked);
        }
        if (unmet != null) {
            return new RuleResult.Inconclusive(rule, unmet, count.checked);
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
