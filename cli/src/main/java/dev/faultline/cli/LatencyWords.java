// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.latency.Dimension;
import dev.faultline.analysis.latency.Metric;
import java.util.List;
import java.util.Locale;

/** Words of options that name metrics and dimensions. */
final class LatencyWords {
    private LatencyWords() {}

    static List<Metric> metrics(List<String> words) {
        return words.stream()
                .map(word -> Metric.of(word)
                        .orElseThrow(() -> new UsageException(
                                "no metric '" + word + "'; there are L_fs, L_fault, L_store and L_logical")))
                .toList();
    }

    static List<Dimension> dimensions(List<String> words) {
        return words.stream().map(LatencyWords::dimension).toList();
    }

    private static Dimension dimension(String word) {
        try {
            return Dimension.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UsageException("calls cannot be divided by '" + word
                    + "', but by kind, dev, file, cpu, tid, attempts, result or throttled");
        }
    }
}
