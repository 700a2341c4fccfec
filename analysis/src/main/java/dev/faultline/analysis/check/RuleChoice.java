// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import dev.faultline.analysis.rules.Family;
import dev.faultline.analysis.rules.Rule;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.rules.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which rules are asked.
 *
 * @param names ids ({@code nopage-loop}) or numbers of the catalogue of anomalies ({@code B03})
 * @param families families; with names, the rules of either
 * @param atLeast only rules at least as severe, {@code null} for all
 */
public record RuleChoice(
        Collection<String> names,
        Collection<Family> families,
        @Nullable Severity atLeast) {
    /** Every rule. */
    public static final RuleChoice ALL = new RuleChoice(List.of(), List.of(), null);

    /**
     * Ids of the rules chosen, sorted. A rule that is off is among them only by name.
     *
     * @throws IllegalArgumentException when a name is no rule's, or nothing is left
     */
    public List<String> ids(RuleCatalogue catalogue, Set<String> off) {
        List<Rule> all = catalogue.ids().stream().map(catalogue::rule).toList();
        Set<String> named = named(catalogue);
        boolean everything = names.isEmpty() && families.isEmpty();
        List<String> ids = all.stream()
                .filter(rule -> named.contains(rule.id())
                        || (!off.contains(rule.id()) && (everything || families.contains(rule.family()))))
                .filter(rule -> atLeast == null || rule.severity().atLeast(atLeast))
                .map(Rule::id)
                .toList();
        if (ids.isEmpty()) {
            throw new IllegalArgumentException(
                    "no rule is left to ask: families, severity and configuration exclude all");
        }
        return ids;
    }

    /** Ids of the rules that were asked for by name. */
    public Set<String> named(RuleCatalogue catalogue) {
        return names.stream().map(name -> catalogue.named(name).id()).collect(Collectors.toSet());
    }
}
