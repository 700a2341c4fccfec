// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.ChartKind;
import dev.faultline.analysis.chart.Shapes;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.XYPlot;

/** What colours stand for, where no line says it. */
final class Legends {
    private Legends() {}

    /** Whether there is more than one thing to tell apart. */
    static boolean isNeeded(ChartData chart) {
        Shapes shapes = chart.shapes();
        return !chart.series().isEmpty()
                || !shapes.rugs().isEmpty()
                || (chart.kind() != ChartKind.TABLE
                        && (shapes.series().size() > 1 || !shapes.whiskers().isEmpty()));
    }

    /** Adds the names of shapes to a plot; its lines name themselves. */
    static void addTo(XYPlot plot, ChartData chart, Palette palette) {
        Shapes shapes = chart.shapes();
        if (shapes.series().isEmpty()) {
            return;
        }
        LegendItemCollection items = new LegendItemCollection();
        items.addAll(plot.getLegendItems());
        Shape sign = shapes.whiskers().isEmpty() || !shapes.boxes().isEmpty()
                ? new Rectangle2D.Double(-5, -5, 10, 10)
                : new Ellipse2D.Double(-4, -4, 8, 8);
        List<String> names = shapes.series();
        for (int i = 0; i < names.size(); i++) {
            items.add(new LegendItem(names.get(i), null, null, null, sign, palette.shape(i)));
        }
        plot.setFixedLegendItems(items);
    }
}
