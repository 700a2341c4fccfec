// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis whose ticks are given, not computed: the library's own log ticks come out as 316 and 3,162. */
final class TickAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;

    private final transient List<Ticks.Tick> ticks;
    /** Smallest distance in pixels between two labels; 0 leaves them where they are. */
    private final int spacing;

    TickAxis(double min, double max, List<Ticks.Tick> ticks, int spacing) {
        this.ticks = List.copyOf(ticks);
        this.spacing = spacing;
        setAutoRangeIncludesZero(false);
        setLowerMargin(0);
        setUpperMargin(0);
        setRange(min, max);
        setAxisLineVisible(false);
    }

    void style(Font font, Palette palette) {
        setTickLabelFont(font);
        setLabelFont(font);
        setTickLabelPaint(palette.muted());
        setLabelPaint(palette.muted());
        setTickMarkPaint(palette.muted());
    }

    @Override
    protected List<NumberTick> refreshTicksHorizontal(Graphics2D g, Rectangle2D area, RectangleEdge edge) {
        return ticks.stream()
                .map(t -> tick(t, t.value(), TextAnchor.TOP_CENTER))
                .toList();
    }

    @Override
    protected List<NumberTick> refreshTicksVertical(Graphics2D g, Rectangle2D area, RectangleEdge edge) {
        TextAnchor anchor = edge.equals(RectangleEdge.RIGHT) ? TextAnchor.CENTER_LEFT : TextAnchor.CENTER_RIGHT;
        double perPixel = getRange().getLength() / area.getHeight();
        List<Double> places = Ticks.spread(ticks, spacing * perPixel);
        return IntStream.range(0, ticks.size())
                .mapToObj(i -> tick(ticks.get(i), places.get(i), anchor))
                .toList();
    }

    private static NumberTick tick(Ticks.Tick tick, double place, TextAnchor anchor) {
        TickType type = tick.major() ? TickType.MAJOR : TickType.MINOR;
        return new NumberTick(type, place, tick.label(), anchor, TextAnchor.CENTER, 0);
    }
}
