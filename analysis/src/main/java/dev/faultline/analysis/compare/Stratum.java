// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.compare;

import dev.faultline.analysis.latency.Dimension;
import dev.faultline.analysis.latency.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls that may be compared with each other.
 *
 * @param metric which interval; metrics are never mixed
 * @param method how it was measured; methods are never mixed
 * @param by what calls are divided by
 * @param values value of each dimension
 */
public record Stratum(Metric metric, String method, List<Dimension> by, List<String> values) {
    /** Copies the lists. */
    public Stratum {
        by = List.copyOf(by);
        values = List.copyOf(values);
    }

    /** For people: {@code L_fs (kprobe), kind wp}. */
    public String name() {
        List<String> words = new ArrayList<>(List.of(metric.label() + " (" + method + ")"));
        for (int i = 0; i < by.size(); i++) {
            words.add(by.get(i).word() + " " + values.get(i));
        }
        return String.join(", ", words);
    }
}
