// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import dev.faultline.analysis.store.SqlFile;

/**
 * The front matter of a chart's SQL file. What its SELECT yields says {@link ChartRow}; rows come ordered by capture, series and
 * ts, or in the order in which names shall be shown.
 *
 * @param id file name without {@code .sql}
 * @param title title of the chart
 * @param kind how it is drawn
 * @param x horizontal axis
 * @param y vertical axis
 * @param seriesLabel what distinguishes the series, for example {@code function}
 * @param record what to record when there is nothing to show
 */
record ChartSpec(String id, String title, ChartKind kind, AxisSpec x, AxisSpec y, String seriesLabel, String record) {

    /**
     * Reads the front matter.
     *
     * @throws dev.faultline.analysis.store.StoreException when a key is missing
     * @throws IllegalArgumentException when a word is unknown
     */
    static ChartSpec of(SqlFile file) {
        return new ChartSpec(
                file.name(),
                file.required("title"),
                ChartKind.named(file.required("kind")),
                AxisSpec.x(file),
                AxisSpec.y(file),
                file.required("series"),
                file.required("record"));
    }
}
