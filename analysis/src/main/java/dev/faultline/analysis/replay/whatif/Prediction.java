// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another setting would have changed.
 *
 * @param settings the settings thought different
 * @param rows every metric, in order
 * @param unknown what the capture cannot tell about them
 * @param missed the first stores of which dirty accounting would not have been told at once
 */
public record Prediction(Settings settings, List<Row> rows, List<String> unknown, List<Missed> missed) {
    /** How much is said of a metric. */
    public enum Standing {
        /** It lies between low and high. */
        PREDICTED,
        /** The setting does not change it, and what would change it in turn is not modelled. */
        HELD,
        /** The capture does not show what is needed. */
        UNKNOWN
    }

    /**
     * A metric.
     *
     * @param recorded what the capture shows; null if it does not
     * @param replayed what the model makes of the recorded accesses under the recorded settings: where it differs from recorded, the
     *     model is off by that much; null where it is not predicted
     * @param low the least it would be; null if unknown
     * @param high the most it would be; null if unknown
     * @param why what it rests on, or why it is unknown; null if there is nothing to say
     */
    public record Row(
            Metric metric,
            Standing standing,
            @Nullable Long recorded,
            @Nullable Long replayed,
            @Nullable Long low,
            @Nullable Long high,
            @Nullable String why) {}

    /**
     * A store that dirty accounting would have missed.
     *
     * @param ts when it came
     * @param told when accounting would have learned of the page; null if not before the capture ended
     */
    public record Missed(
            long ts,
            long dev,
            long ino,
            long index,
            @Nullable Long told) {}

    /** The row of a metric. */
    public Row row(Metric metric) {
        return rows.stream().filter(row -> row.metric() == metric).findFirst().orElseThrow();
    }
}
