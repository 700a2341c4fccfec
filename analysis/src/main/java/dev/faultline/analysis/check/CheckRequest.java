// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked of a capture.
 *
 * @param ids ids of the rules
 * @param params values of parameters by {@code name} or {@code rule.name}; they win over the configuration's
 * @param config what the site has decided
 */
public record CheckRequest(List<String> ids, Map<String, Long> params, CheckConfig config) {
    /** Values of parameters, the configuration's first so that the user's replace them. */
    Map<String, Long> values() {
        Map<String, Long> values = new LinkedHashMap<>();
        config.params().forEach((name, value) -> {
            if (ids.contains(name.substring(0, Math.max(0, name.indexOf('.'))))) {
                values.put(name, value);
            }
        });
        values.putAll(params);
        return values;
    }
}
