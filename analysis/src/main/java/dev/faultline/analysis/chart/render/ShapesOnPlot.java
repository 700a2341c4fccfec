// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import dev.faultline.analysis.chart.Axis;
import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.ChartKind;
import dev.faultline.analysis.chart.Shapes;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** Boxes, whiskers and rugs, in the coordinates of a plot's axes. */
final class ShapesOnPlot extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    /** From this many boxes on they are drawn as an image. */
    private static final int DENSE = 3_000;
    /** Image pixels per plot pixel. */
    private static final int SHARP = 2;
    /** Height of one rug [px]. */
    private static final int RUG = 8;
    /** No box is narrower, so that each can be seen [px]. */
    private static final double LEAST = 1.2;

    private static final BasicStroke WHISKER = new BasicStroke(1.6f);
    private static final BasicStroke EDGE = new BasicStroke(0.5f);

    private final transient ChartData chart;
    private final transient Palette palette;

    ShapesOnPlot(ChartData chart, Palette palette) {
        this.chart = chart;
        this.palette = palette;
    }

    @Override
    public void draw(
            Graphics2D g,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis domainAxis,
            ValueAxis rangeAxis,
            int rendererIndex,
            PlotRenderingInfo info) {
        Shapes shapes = chart.shapes();
        if (chart.kind() == ChartKind.ARROWS) {
            new Arrows(chart, palette).draw(g, area);
        } else if (shapes.boxes().size() > DENSE) {
            image(g, area);
        } else {
            boxes(g, area, true);
        }
        shapes.whiskers().forEach(whisker -> whisker(g, area, whisker));
        shapes.rugs().forEach(rug -> rug(g, area, rug));
    }

    private void image(Graphics2D g, Rectangle2D area) {
        int width = (int) Math.ceil(area.getWidth() * SHARP);
        int height = (int) Math.ceil(area.getHeight() * SHARP);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D inner = image.createGraphics();
        boxes(inner, new Rectangle2D.Double(0, 0, width, height), false);
        inner.dispose();
        AffineTransform place = AffineTransform.getTranslateInstance(area.getX(), area.getY());
        place.scale(area.getWidth() / width, area.getHeight() / height);
        g.drawImage(image, place, null);
    }

    private void boxes(Graphics2D g, Rectangle2D area, boolean labelled) {
        for (Shapes.Box box : chart.shapes().boxes()) {
            if (chart.kind() == ChartKind.BARS && (box.y0() == box.y1() || box.x0() == box.x1())) {
                continue;
            }
            double x = x(area, box.x0());
            double width = Math.max(LEAST, x(area, box.x1()) - x);
            double top = y(area, box.y1());
            double height = Math.max(LEAST, y(area, box.y0()) - top);
            Rectangle2D rectangle = new Rectangle2D.Double(x, top, width, height);
            Color colour = palette.shape(box.series());
            g.setPaint(colour);
            g.fill(rectangle);
            if (labelled && width > 3 && height > 3) {
                g.setPaint(palette.background());
                g.setStroke(EDGE);
                g.draw(rectangle);
            }
            if (labelled && !box.label().isEmpty()) {
                label(g, rectangle, box.label(), colour);
            }
        }
    }

    /** A text on a box, shortened to what fits. */
    private void label(Graphics2D g, Rectangle2D box, String text, Color under) {
        Font font = Fonts.plain(10f);
        g.setFont(font);
        double room = box.getWidth() - 6;
        if (box.getHeight() < 11 || room < 12) {
            return;
        }
        String shown = text;
        while (shown.length() > 1 && g.getFontMetrics().stringWidth(shown) > room) {
            shown = shown.substring(0, shown.length() - (shown.endsWith("…") ? 2 : 1)) + "…";
        }
        if (shown.length() > 2 || shown.equals(text)) {
            g.setPaint(Palette.readableOn(under));
            g.drawString(shown, (float) box.getX() + 3, (float) (box.getCenterY() + 3.6));
        }
    }

    private void whisker(Graphics2D g, Rectangle2D area, Shapes.Whisker whisker) {
        boolean upright = chart.x().scale() == Axis.Scale.LANES;
        boolean measured = chart.series().isEmpty();
        g.setPaint(measured ? palette.shape(whisker.series()) : palette.series(whisker.series()));
        g.setStroke(WHISKER);
        double low = upright ? y(area, whisker.low()) : x(area, whisker.low());
        double at = upright ? y(area, whisker.value()) : x(area, whisker.value());
        double high = upright ? y(area, whisker.high()) : x(area, whisker.high());
        double lane = upright ? x(area, whisker.lane()) : y(area, whisker.lane());
        line(g, upright, lane, low, high);
        cap(g, upright, lane, low);
        cap(g, upright, lane, high);
        g.fill(
                upright
                        ? new Ellipse2D.Double(lane - 3.5, at - 3.5, 7, 7)
                        : new Ellipse2D.Double(at - 3.5, lane - 3.5, 7, 7));
        if (!whisker.label().isEmpty()) {
            g.setPaint(palette.muted());
            g.setFont(Fonts.plain(10f));
            double x = upright ? lane + 7 : Math.max(high, at) + 7;
            double width = g.getFontMetrics().stringWidth(whisker.label());
            if (!upright && x + width > area.getMaxX()) {
                x = Math.min(low, at) - 7 - width;
            }
            g.drawString(whisker.label(), (float) x, (float) (upright ? at + 3.5 : lane + 3.5));
        }
    }

    private static void line(Graphics2D g, boolean upright, double lane, double from, double to) {
        g.draw(upright ? new Line2D.Double(lane, from, lane, to) : new Line2D.Double(from, lane, to, lane));
    }

    private static void cap(Graphics2D g, boolean upright, double lane, double at) {
        g.draw(upright ? new Line2D.Double(lane - 4, at, lane + 4, at) : new Line2D.Double(at, lane - 4, at, lane + 4));
    }

    private void rug(Graphics2D g, Rectangle2D area, Shapes.Rug rug) {
        double x = x(area, rug.x0());
        double width = Math.max(LEAST, x(area, rug.x1()) - x);
        g.setPaint(palette.shape(rug.series()));
        g.fill(new Rectangle2D.Double(x, area.getY() + RUG * rug.series(), width, RUG - 2.0));
    }

    private double x(Rectangle2D area, long value) {
        return area.getX() + share(chart.x(), value) * area.getWidth();
    }

    private double y(Rectangle2D area, long value) {
        return area.getMaxY() - share(chart.y(), value) * area.getHeight();
    }

    private static double share(Axis axis, long value) {
        return Math.max(0, Math.min(1, axis.share(value)));
    }
}
