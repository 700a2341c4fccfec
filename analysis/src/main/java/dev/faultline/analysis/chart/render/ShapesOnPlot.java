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
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Boxes, whiskers and rugs, in the coordinates of a plot's axes. */
final class ShapesOnPlot extends OnPlot {
    private static final long serialVersionUID = 1L;
    /** From this many boxes on they are drawn as an image. */
    private static final int DENSE = 3_000;
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
    void draw(Graphics2D g, Rectangle2D area) {
        Shapes shapes = chart.shapes();
        Place place = new Place(chart, area);
        if (chart.kind() == ChartKind.ARROWS) {
            new Arrows(chart, palette).draw(g, area);
        } else if (shapes.boxes().size() > DENSE) {
            Raster.draw(g, area, (inner, whole) -> boxes(inner, new Place(chart, whole), false));
        } else {
            boxes(g, place, true);
        }
        shapes.whiskers().forEach(whisker -> whisker(g, place, whisker));
        shapes.rugs().forEach(rug -> {
            g.setPaint(palette.shape(rug.series()));
            g.fill(spot(place, rug));
        });
    }

    @Override
    void tips(Rectangle2D area, BiConsumer<Shape, String> tips) {
        Place place = new Place(chart, area);
        shownBoxes().forEach(box -> tips.accept(spot(place, box), text(box)));
        for (Shapes.Whisker whisker : chart.shapes().whiskers()) {
            Rectangle2D spot = upright()
                    ? Place.around(place.x(whisker.lane()), place.y(whisker.value()), 12)
                    : Place.around(place.x(whisker.value()), place.y(whisker.lane()), 12);
            tips.accept(spot, text(whisker));
        }
        for (Shapes.Rug rug : chart.shapes().rugs()) {
            tips.accept(spot(place, rug), series(rug.series()) + ": " + Place.range(chart.x(), rug.x0(), rug.x1()));
        }
    }

    private boolean upright() {
        return chart.x().scale() == Axis.Scale.LANES;
    }

    private String series(int i) {
        return i < chart.shapes().series().size()
                ? chart.shapes().series().get(i)
                : chart.series().get(i).name();
    }

    private String text(Shapes.Box box) {
        String name = series(box.series()) + (box.label().isEmpty() ? "" : ", " + box.label()) + ": ";
        if (chart.kind() == ChartKind.ARROWS) {
            return name + Place.range(chart.y(), box.y0(), 0) + " to " + Place.range(chart.y(), box.y1(), 0);
        }
        if (chart.kind() == ChartKind.BARS) {
            String length = upright()
                    ? chart.y().unit().text(box.y1() - box.y0())
                    : chart.x().unit().text(box.x1() - box.x0());
            String lane = upright() ? Place.range(chart.x(), box.x0(), 0) : Place.range(chart.y(), box.y0(), 0);
            return series(box.series()) + ": " + length + " of " + lane;
        }
        return name + Place.range(chart.x(), box.x0(), box.x1()) + "; " + Place.range(chart.y(), box.y0(), box.y1());
    }

    private String text(Shapes.Whisker whisker) {
        Axis values = upright() ? chart.y() : chart.x();
        Axis lanes = upright() ? chart.x() : chart.y();
        String at = values.unit().text(whisker.value());
        String interval = whisker.low() == whisker.high()
                ? ""
                : ", interval " + Place.range(values, whisker.low(), whisker.high());
        String lane = lanes.scale() == Axis.Scale.LANES ? ", " + Place.range(lanes, whisker.lane(), 0) : "";
        return series(whisker.series()) + lane + ": " + at + interval;
    }

    private Stream<Shapes.Box> shownBoxes() {
        return chart.shapes().boxes().stream()
                .filter(box -> chart.kind() != ChartKind.BARS || (box.y0() != box.y1() && box.x0() != box.x1()));
    }

    private static Rectangle2D spot(Place place, Shapes.Box box) {
        double x = place.x(box.x0());
        double top = Math.min(place.y(box.y0()), place.y(box.y1()));
        double bottom = Math.max(place.y(box.y0()), place.y(box.y1()));
        return new Rectangle2D.Double(x, top, Math.max(LEAST, place.x(box.x1()) - x), Math.max(LEAST, bottom - top));
    }

    private static Rectangle2D spot(Place place, Shapes.Rug rug) {
        double x = place.x(rug.x0());
        double width = Math.max(LEAST, place.x(rug.x1()) - x);
        return new Rectangle2D.Double(x, place.area().getY() + RUG * rug.series(), width, RUG - 2.0);
    }

    private void boxes(Graphics2D g, Place place, boolean labelled) {
        shownBoxes().forEach(box -> {
            Rectangle2D spot = spot(place, box);
            Color colour = palette.shape(box.series());
            g.setPaint(colour);
            g.fill(spot);
            if (labelled && spot.getWidth() > 3 && spot.getHeight() > 3) {
                g.setPaint(palette.background());
                g.setStroke(EDGE);
                g.draw(spot);
            }
            if (labelled && !box.label().isEmpty()) {
                label(g, spot, box.label(), colour);
            }
        });
    }

    /** A text on a box, shortened to what fits. */
    private static void label(Graphics2D g, Rectangle2D box, String text, Color under) {
        Font font = Fonts.plain(10f);
        g.setFont(font);
        double room = box.getWidth() - 6;
        if (box.getHeight() < 11 || room < 12) {
            return;
        }
        String shown = Fonts.cut(text, g.getFontMetrics(), room);
        if (shown.length() > 2 || shown.equals(text)) {
            g.setPaint(Palette.readableOn(under));
            g.drawString(shown, (float) box.getX() + 3, (float) (box.getCenterY() + 3.6));
        }
    }

    private void whisker(Graphics2D g, Place place, Shapes.Whisker whisker) {
        boolean upright = upright();
        boolean measured = chart.series().isEmpty();
        g.setPaint(measured ? palette.shape(whisker.series()) : palette.series(whisker.series()));
        g.setStroke(WHISKER);
        double low = upright ? place.y(whisker.low()) : place.x(whisker.low());
        double at = upright ? place.y(whisker.value()) : place.x(whisker.value());
        double high = upright ? place.y(whisker.high()) : place.x(whisker.high());
        double lane = upright ? place.x(whisker.lane()) : place.y(whisker.lane());
        g.draw(upright ? new Line2D.Double(lane, low, lane, high) : new Line2D.Double(low, lane, high, lane));
        cap(g, upright, lane, low);
        cap(g, upright, lane, high);
        double x = upright ? lane : at;
        double y = upright ? at : lane;
        g.fill(new Ellipse2D.Double(x - 3.5, y - 3.5, 7, 7));
        if (!whisker.label().isEmpty()) {
            g.setPaint(palette.muted());
            g.setFont(Fonts.plain(10f));
            double beside = upright ? lane + 7 : Math.max(high, at) + 7;
            double width = g.getFontMetrics().stringWidth(whisker.label());
            if (!upright && beside + width > place.area().getMaxX()) {
                beside = Math.min(low, at) - 7 - width;
            }
            g.drawString(whisker.label(), (float) beside, (float) (y + 3.5));
        }
    }

    private static void cap(Graphics2D g, boolean upright, double lane, double at) {
        g.draw(upright ? new Line2D.Double(lane - 4, at, lane + 4, at) : new Line2D.Double(at, lane - 4, at, lane + 4));
    }
}
