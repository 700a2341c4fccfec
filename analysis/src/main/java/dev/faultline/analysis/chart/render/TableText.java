// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** A table drawn as text: columns as wide as they need, the last one cut where the plot ends. */
final class TableText extends OnPlot {
    private static final long serialVersionUID = 1L;
    private static final int LINE = 30;
    private static final int GAP = 18;

    private final transient List<List<String>> rows;
    private final transient Palette palette;

    /** @param rows the headings first */
    TableText(List<List<String>> rows, Palette palette) {
        this.rows = List.copyOf(rows);
        this.palette = palette;
    }

    @Override
    void draw(Graphics2D g, Rectangle2D area) {
        double line = Math.min(LINE, area.getHeight() / Math.max(1, rows.size()));
        double x = area.getX() + 4;
        for (int column = 0; column < rows.get(0).size(); column++) {
            double width = widest(g, column);
            for (int row = 0; row < rows.size(); row++) {
                g.setFont(font(row));
                g.setPaint(row == 0 ? palette.muted() : palette.ink());
                String text = Fonts.cut(rows.get(row).get(column), g.getFontMetrics(), area.getMaxX() - x);
                g.drawString(text, (float) x, (float) (area.getY() + line * (row + 0.65)));
            }
            x += width + GAP;
        }
        g.setPaint(palette.grid());
        for (int row = 1; row <= rows.size(); row++) {
            double y = area.getY() + line * row;
            g.draw(new Line2D.Double(area.getX(), y, area.getMaxX(), y));
        }
    }

    private static Font font(int row) {
        return row == 0 ? Fonts.bold(11) : Fonts.plain(11.5f);
    }

    private double widest(Graphics2D g, int column) {
        double widest = 0;
        for (int row = 0; row < rows.size(); row++) {
            widest = Math.max(
                    widest,
                    g.getFontMetrics(font(row)).stringWidth(rows.get(row).get(column)));
        }
        return widest;
    }
}
