// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import dev.faultline.analysis.chart.Axis;
import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.ChartKind;
import dev.faultline.analysis.chart.Mark;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** Builds the plot of a chart: axes, grid and what lies on it. */
final class Plots {
    private static final BasicStroke HAIR = new BasicStroke(0.8f);
    /** Behind a mark, so that it can be seen on the darkest cell. */
    private static final BasicStroke HALO = new BasicStroke(2.6f);

    private static final BasicStroke DASHED =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 3}, 0);

    private final ChartData chart;
    private final Palette palette;

    Plots(ChartData chart, Palette palette) {
        this.chart = chart;
        this.palette = palette;
    }

    XYPlot plot() {
        XYPlot plot = new XYPlot(null, axis(chart.x()), axis(chart.y()), null);
        plot.setBackgroundPaint(palette.background());
        plot.setOutlineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(palette.grid());
        plot.setRangeGridlineStroke(HAIR);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setInsets(new RectangleInsets(10, 4, 2, 8));
        new Lines(chart, palette).drawOn(plot);
        decorate(plot);
        return plot;
    }

    private void decorate(XYPlot plot) {
        String reason = chart.emptyReason();
        if (reason != null) {
            hideAxes(plot);
            plot.addAnnotation(new Message(reason, palette));
            return;
        }
        List<Mark> ascending = chart.marks().stream()
                .sorted(Comparator.comparingLong(Mark::value))
                .toList();
        // The highest mark lies under the cells: it would hide the very call it points at. The others would vanish
        // under many.
        int over = HeatCells.isDense(chart.grid()) ? ascending.size() - 1 : 0;
        lines(plot, ascending.subList(Math.max(0, over), ascending.size()));
        if (chart.kind() == ChartKind.HEATMAP) {
            plot.addAnnotation(new HeatCells(chart, palette, ColourBar.top(chart.grid())));
        }
        lines(plot, ascending.subList(0, Math.max(0, over)));
        if (chart.kind() == ChartKind.TABLE) {
            hideAxes(plot);
            plot.addAnnotation(new TableText(chart.shapes().table(), palette));
        } else if (!chart.shapes().isEmpty()) {
            plot.addAnnotation(new ShapesOnPlot(chart, palette));
        }
        if (!chart.series().isEmpty()) {
            plot.addAnnotation(new PointTips(chart));
        }
        Legends.addTo(plot, chart, palette);
        if (!ascending.isEmpty()) {
            labels(plot, ascending);
        }
    }

    private static void hideAxes(XYPlot plot) {
        plot.getDomainAxis().setVisible(false);
        plot.getRangeAxis().setVisible(false);
        plot.setRangeGridlinesVisible(false);
    }

    private void lines(XYPlot plot, List<Mark> marks) {
        for (Mark mark : marks) {
            double y = chart.y().place(mark.value());
            line(plot, y, HALO, palette.background());
            line(plot, y, DASHED, palette.muted());
        }
    }

    /** The labels of marks are the ticks of an axis at the right, where nothing covers them. */
    private void labels(XYPlot plot, List<Mark> ascending) {
        List<Ticks.Tick> labels = ascending.stream()
                .map(m -> new Ticks.Tick(chart.y().place(m.value()), m.label(), true))
                .toList();
        TickAxis axis = new TickAxis(
                chart.y().place(chart.y().min()), chart.y().place(chart.y().max()), labels, 15);
        axis.style(Fonts.plain(11), palette);
        axis.setTickLabelPaint(palette.ink());
        axis.setTickMarksVisible(false);
        plot.setRangeAxis(1, axis);
        plot.setRangeAxisLocation(1, AxisLocation.BOTTOM_OR_RIGHT);
    }

    private void line(XYPlot plot, double y, BasicStroke stroke, Color colour) {
        plot.addAnnotation(new XYLineAnnotation(
                chart.x().place(chart.x().min()), y, chart.x().place(chart.x().max()), y, stroke, colour));
    }

    private TickAxis axis(Axis axis) {
        List<Ticks.Tick> ticks = Ticks.of(axis);
        TickAxis drawn = new TickAxis(axis.place(axis.min()), axis.place(axis.max()), ticks, 0);
        drawn.style(Fonts.plain(11.5f), palette);
        drawn.setLabel(Ticks.label(axis));
        drawn.setTickMarkPaint(palette.grid());
        return drawn;
    }
}
