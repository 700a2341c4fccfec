// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import dev.faultline.analysis.chart.HeatGrid;
import dev.faultline.analysis.chart.Unit;
import java.awt.Paint;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** The key of a heat map: colour against count, on a logarithmic scale. */
final class ColourBar {
    /** Counts up to this are always on the bar, so that a chart of single calls does not look saturated. */
    private static final long LEAST = 5;

    private ColourBar() {}

    /** Common logarithm of the largest count on the bar. */
    static double top(HeatGrid grid) {
        return Math.log10((double) Math.max(LEAST, grid.peak()));
    }

    static PaintScaleLegend of(HeatGrid grid, Palette palette) {
        double top = top(grid);
        long peak = Math.max(LEAST, grid.peak());
        TickAxis axis = new TickAxis(0, top, Ticks.decades(Unit.COUNT, 1, peak), 0);
        axis.style(Fonts.plain(10.5f), palette);
        axis.setLabel("calls per cell (log)");
        axis.setTickMarksVisible(false);
        PaintScaleLegend bar = new PaintScaleLegend(new Ramp(palette, top), axis);
        bar.setPosition(RectangleEdge.RIGHT);
        bar.setStripWidth(10);
        bar.setSubdivisionCount(64);
        bar.setStripOutlineVisible(false);
        bar.setAxisOffset(3);
        bar.setBackgroundPaint(palette.background());
        bar.setMargin(new RectangleInsets(8, 6, 46, 6));
        return bar;
    }

    private record Ramp(Palette palette, double top) implements PaintScale {
        @Override
        public double getLowerBound() {
            return 0;
        }

        @Override
        public double getUpperBound() {
            return top;
        }

        @Override
        public Paint getPaint(double logCount) {
            return palette.ramp(logCount / top);
        }
    }
}
