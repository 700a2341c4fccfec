// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.Map;

/**
 * The front matter of a chart's SQL file.
 *
 * <p>Its SELECT yields {@code capture_id, series, ts, value, is_limit, method}, ordered by capture, series and ts.
 *
 * @param id file name without {@code .sql}
 * @param title title of the chart
 * @param kind how it is drawn
 * @param xLabel words on the time axis
 * @param yLabel words on the value axis
 * @param unit unit of {@code value}
 * @param seriesLabel what distinguishes the series, for example {@code function}
 * @param record what to record when there is nothing to show
 */
record ChartSpec(
        String id,
        String title,
        ChartKind kind,
        String xLabel,
        String yLabel,
        Unit unit,
        String seriesLabel,
        String record) {

    /**
     * Reads the front matter.
     *
     * @throws IllegalArgumentException when a key is missing or a word is unknown
     */
    static ChartSpec of(String id, Map<String, String> frontMatter) {
        return new ChartSpec(
                id,
                required(id, frontMatter, "title"),
                ChartKind.named(required(id, frontMatter, "kind")),
                required(id, frontMatter, "x"),
                required(id, frontMatter, "y"),
                Unit.named(required(id, frontMatter, "unit")),
                required(id, frontMatter, "series"),
                required(id, frontMatter, "record"));
    }

    private static String required(String id, Map<String, String> frontMatter, String key) {
        String value = frontMatter.get(key);
        if (value == null) {
            throw new IllegalArgumentException("charts/" + id + ".sql has no '" + key + ":' line");
        }
        return value;
    }
}
