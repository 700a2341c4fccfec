// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** What an empty plot says instead of data: a heading and the reason, wrapped and centred. */
final class Message extends OnPlot {
    private static final long serialVersionUID = 1L;
    private static final double WIDTH = 0.72;

    private final String text;
    private final transient Palette palette;

    Message(String text, Palette palette) {
        this.text = text;
        this.palette = palette;
    }

    @Override
    void draw(Graphics2D g, Rectangle2D area) {
        Font font = Fonts.plain(13);
        List<String> lines = wrapped(g.getFontMetrics(font), area.getWidth() * WIDTH);
        double lineHeight = g.getFontMetrics(font).getHeight() * 1.15;
        double y = area.getCenterY() - lines.size() * lineHeight / 2;
        g.setPaint(palette.ink());
        g.setFont(Fonts.bold(15));
        centred(g, "Nothing to show", area, y);
        g.setPaint(palette.muted());
        g.setFont(font);
        for (String line : lines) {
            y += lineHeight;
            centred(g, line, area, y + 4);
        }
    }

    private static void centred(Graphics2D g, String line, Rectangle2D area, double y) {
        double x = area.getCenterX() - g.getFontMetrics().stringWidth(line) / 2.0;
        g.drawString(line, (float) x, (float) y);
    }

    private List<String> wrapped(FontMetrics metrics, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && metrics.stringWidth(line + " " + word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
