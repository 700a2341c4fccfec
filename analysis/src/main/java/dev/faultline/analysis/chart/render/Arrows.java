// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.Shapes;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.stream.Stream;

/** Arrows between lanes: a dot where each begins, a head where it ends. */
final class Arrows {
    private static final BasicStroke SHAFT = new BasicStroke(1.8f);
    private static final BasicStroke LANE = new BasicStroke(0.6f);
    private static final double DOT = 3;
    private static final double HEAD = 7;

    private final ChartData chart;
    private final Palette palette;

    Arrows(ChartData chart, Palette palette) {
        this.chart = chart;
        this.palette = palette;
    }

    void draw(Graphics2D g, Rectangle2D area) {
        g.setPaint(palette.grid());
        g.setStroke(LANE);
        chart.shapes().boxes().stream()
                .flatMap(arrow -> Stream.of(arrow.y0(), arrow.y1()))
                .distinct()
                .forEach(lane -> g.draw(new Line2D.Double(area.getX(), y(area, lane), area.getMaxX(), y(area, lane))));
        chart.shapes().boxes().forEach(arrow -> arrow(g, area, arrow));
    }

    private void arrow(Graphics2D g, Rectangle2D area, Shapes.Box arrow) {
        double x = area.getX() + chart.x().share(arrow.x0()) * area.getWidth();
        double from = y(area, arrow.y0());
        double to = y(area, arrow.y1());
        double back = Math.signum(from - to) * HEAD;
        g.setPaint(palette.shape(arrow.series()));
        g.setStroke(SHAFT);
        g.draw(new Line2D.Double(x, from, x, to + back));
        g.fill(new Ellipse2D.Double(x - DOT, from - DOT, 2 * DOT, 2 * DOT));
        Path2D head = new Path2D.Double();
        head.moveTo(x, to);
        head.lineTo(x - HEAD / 2, to + back);
        head.lineTo(x + HEAD / 2, to + back);
        head.closePath();
        g.fill(head);
        if (!arrow.label().isEmpty()) {
            g.setPaint(palette.muted());
            g.setFont(Fonts.plain(9f));
            g.drawString(arrow.label(), (float) (x + 4), (float) (from + (from < to ? 11 : -4)));
        }
    }

    private double y(Rectangle2D area, long value) {
        return area.getMaxY() - chart.y().share(value) * area.getHeight();
    }
}
