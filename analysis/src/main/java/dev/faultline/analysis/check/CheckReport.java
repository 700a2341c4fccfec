// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import dev.faultline.analysis.rules.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the rules say of the captures.
 *
 * @param rules one per rule, those with findings first and the highest rank first among them, then by id
 */
public record CheckReport(List<CheckedRule> rules) {
    static CheckReport of(List<CheckedRule> rules) {
        return new CheckReport(rules.stream()
                .sorted(Comparator.comparingDouble(CheckedRule::rank)
                        .reversed()
                        .thenComparing(rule -> rule.rule().id()))
                .toList());
    }

    /** Rules that could not be judged. */
    public List<CheckedRule> unjudged() {
        return rules.stream().filter(rule -> rule.reason() != null).toList();
    }

    /** Findings that do not count, of all rules. */
    public Stream<LeftOut> leftOut() {
        return rules.stream().flatMap(rule -> rule.leftOut().stream());
    }

    /** Whether a finding counts that is at least as bad. */
    public boolean violated(Severity atLeast) {
        return rules.stream()
                .anyMatch(rule -> rule.violated() && rule.severity().atLeast(atLeast));
    }
}
