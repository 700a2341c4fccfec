// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import dev.faultline.analysis.store.SqlFile;
import dev.faultline.analysis.store.StoreException;

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
     * @throws StoreException when a key is missing
     * @throws IllegalArgumentException when a word is unknown
     */
    static ChartSpec of(SqlFile file) {
        return new ChartSpec(
                file.name(),
                file.required("title"),
                ChartKind.named(file.required("kind")),
                file.required("x"),
                file.required("y"),
                Unit.named(file.required("unit")),
                file.required("series"),
                file.required("record"));
    }
}
