// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a rule between two documents.
 *
 * @param rule its id
 * @param before as the first document has it, {@code null} when it has not
 * @param after as the second document has it, {@code null} when it has not; never both
 */
public record LockRuleChange(
        String rule, @Nullable LockRule before, @Nullable LockRule after) {
    /** added, removed or changed. */
    public String kind() {
        return before == null ? "added" : after == null ? "removed" : "changed";
    }

    /** Rules that are not the same in two lists, in their order: what is left of the first, then what is new. */
    static List<LockRuleChange> between(List<LockRule> before, List<LockRule> after) {
        Map<String, LockRule> later = new LinkedHashMap<>();
        after.forEach(rule -> later.put(rule.rule(), rule));
        List<LockRuleChange> changes = new ArrayList<>();
        for (LockRule rule : before) {
            LockRule now = later.remove(rule.rule());
            if (now == null || !now.statement().equals(rule.statement())) {
                changes.add(new LockRuleChange(rule.rule(), rule, now));
            }
        }
        later.values().forEach(rule -> changes.add(new LockRuleChange(rule.rule(), null, rule)));
        return List.copyOf(changes);
    }
}
