// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.Point;
import dev.faultline.analysis.chart.Series;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.function.BiConsumer;

/** Tells the values of lines; draws nothing. */
final class PointTips extends OnPlot {
    private static final long serialVersionUID = 1L;
    /** Points of a line nearer to each other than this share a spot [px]. */
    private static final double APART = 5;

    private final transient ChartData chart;

    PointTips(ChartData chart) {
        this.chart = chart;
    }

    @Override
    void draw(Graphics2D g, Rectangle2D area) {
        // Lines draws them.
    }

    @Override
    void tips(Rectangle2D area, BiConsumer<Shape, String> tips) {
        Place place = new Place(chart, area);
        for (Series series : chart.series()) {
            double last = Double.NEGATIVE_INFINITY;
            for (Point point : series.points()) {
                double x = place.x(point.x());
                if (x - last >= APART) {
                    last = x;
                    tips.accept(Place.around(x, place.y(point.y()), 2 * APART), text(series, point));
                }
            }
        }
    }

    private String text(Series series, Point point) {
        return series.name() + ": " + Place.range(chart.y(), point.y(), point.y()) + " at "
                + Place.range(chart.x(), point.x(), point.x());
    }
}
