// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import dev.faultline.analysis.chart.Axis;
import dev.faultline.analysis.chart.ChartData;
import java.awt.geom.Rectangle2D;

/** Where values lie on a plot, and how people read them. */
record Place(ChartData chart, Rectangle2D area) {
    double x(long value) {
        return area.getX() + share(chart.x(), value) * area.getWidth();
    }

    double y(long value) {
        return area.getMaxY() - share(chart.y(), value) * area.getHeight();
    }

    private static double share(Axis axis, long value) {
        return Math.max(0, Math.min(1, axis.share(value)));
    }

    /** A hot spot around a moment or a point that nobody could point at otherwise. */
    static Rectangle2D around(double x, double y, double size) {
        return new Rectangle2D.Double(x - size / 2, y - size / 2, size, size);
    }

    /** The part of an axis from one value to another, in words. */
    static String range(Axis axis, long from, long to) {
        if (axis.scale() == Axis.Scale.LANES) {
            int lane = (int) Math.max(0, Math.min(axis.lanes().size() - 1L, from / Axis.LANE));
            return axis.lanes().get(lane);
        }
        String text = axis.unit().text(from);
        return from == to ? text : text + " to " + axis.unit().text(to);
    }
}
