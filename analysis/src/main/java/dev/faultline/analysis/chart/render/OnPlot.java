// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.function.BiConsumer;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** Something of ours that lies on a plot and fills it, with texts for those who point at its parts. */
abstract class OnPlot extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;

    @Override
    public final void draw(
            Graphics2D g,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis domainAxis,
            ValueAxis rangeAxis,
            int rendererIndex,
            PlotRenderingInfo info) {
        draw(g, area);
        tips(area, (spot, text) -> addEntity(info, spot, rendererIndex, text, null));
    }

    /** Draws it, inside the frame of the axes. */
    abstract void draw(Graphics2D g, Rectangle2D area);

    /** Says of each part where it lies and what it is; nothing unless overridden. */
    void tips(Rectangle2D area, BiConsumer<Shape, String> tips) {}
}
