// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import dev.faultline.analysis.rules.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a site has decided about rules.
 *
 * @param params values of parameters by {@code rule.name}
 * @param severities severities other than the rules' own, by rule id
 * @param off ids of rules that are not run unless they are asked for by name
 * @param suppressions findings that do not count
 */
public record CheckConfig(
        Map<String, Long> params, Map<String, Severity> severities, Set<String> off, List<Suppression> suppressions) {
    /** Nothing decided: rules as they are written. */
    public static final CheckConfig NONE = new CheckConfig(Map.of(), Map.of(), Set.of(), List.of());

    /** Copies its collections. */
    public CheckConfig {
        params = Map.copyOf(params);
        severities = Map.copyOf(severities);
        off = Set.copyOf(off);
        suppressions = List.copyOf(suppressions);
    }
}
