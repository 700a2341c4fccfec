// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.ChartKind;
import dev.faultline.analysis.chart.Point;
import dev.faultline.analysis.chart.Series;
import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.List;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The lines of a chart: one path per series, steps where values hold until the next one, dots where there are few. */
final class Lines {
    /** Up to this many values of a series each gets a dot, so that a reader sees where it was really read. */
    private static final int SPARSE = 80;

    private final ChartData chart;
    private final List<Series> series;
    private final Palette palette;

    Lines(ChartData chart, Palette palette) {
        this.chart = chart;
        this.series = chart.series();
        this.palette = palette;
    }

    void drawOn(XYPlot plot) {
        XYLineAndShapeRenderer paths = new XYLineAndShapeRenderer(true, false);
        paths.setDrawSeriesLineAsPath(true);
        paths.setLegendLine(new Line2D.Double(-9, 0, 9, 0));
        XYLineAndShapeRenderer dots = new XYLineAndShapeRenderer(false, true);
        dots.setDefaultSeriesVisibleInLegend(false);
        int measured = 0;
        int limits = 0;
        for (int i = 0; i < series.size(); i++) {
            boolean limit = series.get(i).limit();
            paths.setSeriesPaint(i, limit ? palette.limit(limits) : palette.series(measured));
            paths.setSeriesStroke(i, limit ? dashes(limits++) : solid());
            dots.setSeriesPaint(i, palette.series(limit ? measured : measured++));
            dots.setSeriesShape(i, new Ellipse2D.Double(-2.2, -2.2, 4.4, 4.4));
            dots.setSeriesVisible(i, !limit && series.get(i).points().size() <= SPARSE);
        }
        plot.setDataset(0, dataset(chart.kind() == ChartKind.STEPS));
        plot.setRenderer(0, paths);
        plot.setDataset(1, dataset(false));
        plot.setRenderer(1, dots);
    }

    private XYSeriesCollection dataset(boolean steps) {
        XYSeriesCollection dataset = new XYSeriesCollection();
        for (Series one : series) {
            XYSeries drawn = new XYSeries(one.name(), false, true);
            double held = 0;
            for (Point point : one.points()) {
                double x = chart.x().place(point.x());
                double y = chart.y().place(point.y());
                if (steps && drawn.getItemCount() > 0) {
                    drawn.add(x, held, false);
                }
                drawn.add(x, y, false);
                held = y;
            }
            dataset.addSeries(drawn);
        }
        return dataset;
    }

    private static BasicStroke solid() {
        return new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    /** Every limit has its own rhythm, so that colour is never the only difference. */
    private static BasicStroke dashes(int i) {
        float[][] rhythms = {{8, 4}, {3, 3}, {10, 3, 2, 3}};
        float[] rhythm = rhythms[i % rhythms.length];
        return new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, rhythm, 0);
    }
}
