// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.rules.Rule;

/** What to record so that a rule can be judged. */
final class Recording {
    private Recording() {}

    /** The first paragraph of the section "Needs" of the rule's page. */
    static String advice(Rule rule) {
        StringBuilder advice = new StringBuilder();
        boolean here = false;
        for (String line : rule.page().lines().toList()) {
            if (here && (line.startsWith("## ") || (line.isBlank() && !advice.isEmpty()))) {
                break;
            }
            if (here && !line.isBlank()) {
                advice.append(advice.isEmpty() ? "" : " ").append(line.strip());
            }
            here |= line.equals("## Needs");
        }
        return advice.toString().replace("`", "");
    }
}
