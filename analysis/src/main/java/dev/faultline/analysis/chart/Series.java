// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.List;

/**
 * A named line of a chart.
 *
 * @param name what the legend says
 * @param limit whether the line is a threshold, drawn dashed behind the measured lines
 * @param points values in order of x
 */
public record Series(String name, boolean limit, List<Point> points) {
    /** Copies the points. */
    public Series {
        points = List.copyOf(points);
    }
}
