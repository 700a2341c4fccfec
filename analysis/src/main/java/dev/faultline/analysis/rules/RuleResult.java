// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import java.util.List;

/** What a rule says about the captures, with the number of things it checked. */
public sealed interface RuleResult {
    /** The rule. */
    Rule rule();

    /** How many things were checked; what a thing is, the rule's page says. */
    long checked();

    /** Everything the rule is about was checked, and held. Never with {@code checked == 0}. */
    record Clean(Rule rule, long checked) implements RuleResult {}

    /** Broken at least once, by proof that needs nothing the capture lacks. */
    record Violated(Rule rule, List<Finding> findings, long checked) implements RuleResult {}

    /** Not broken as far as seen, but not everything could be seen. */
    record Inconclusive(Rule rule, String reason, long checked) implements RuleResult {}

    /** violated, clean or inconclusive. */
    default String verdict() {
        if (this instanceof Violated) {
            return "violated";
        }
        return this instanceof Clean ? "clean" : "inconclusive";
    }

    /** The findings; empty unless violated. */
    default List<Finding> found() {
        return this instanceof Violated violated ? violated.findings() : List.of();
    }
}
