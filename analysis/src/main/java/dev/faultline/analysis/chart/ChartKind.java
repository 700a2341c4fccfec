// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.Locale;

/** The closed set of chart kinds; a chart's front matter names one in lower case. What their rows mean: see {@link ChartRow}. */
public enum ChartKind {
    /** Values joined by straight lines. */
    LINES,
    /** Values that hold until the next one: counters and gauges read at events; distributions. */
    STEPS,
    /** Counts in cells of time by a logarithmic quantity. */
    HEATMAP,
    /** Values with their intervals, one lane per name. */
    WHISKERS,
    /** Bars, one lane per name; the series of a lane stand on each other. */
    BARS,
    /** Boxes from x to x, in lanes by name or from value to value. */
    BOXES,
    /** Arrows from lane to lane, each at its own place along the x axis. */
    ARROWS,
    /** Rows of text. */
    TABLE;

    /**
     * The kind a front matter names.
     *
     * @throws IllegalArgumentException for a word that is no kind
     */
    public static ChartKind named(String word) {
        return valueOf(word.trim().toUpperCase(Locale.ROOT));
    }
}
