// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.BiConsumer;

/** Dense parts of a plot as one image: as shapes a million of them would make files that nobody can open. */
final class Raster {
    /** Image pixels per plot pixel, so that edges stay sharp on a dense display. */
    private static final int SHARP = 2;

    private Raster() {}

    /** Puts on {@code area} what a painter draws on a place of the same shape. */
    static void draw(Graphics2D g, Rectangle2D area, BiConsumer<Graphics2D, Rectangle2D> painter) {
        int width = (int) Math.ceil(area.getWidth() * SHARP);
        int height = (int) Math.ceil(area.getHeight() * SHARP);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D inner = image.createGraphics();
        painter.accept(inner, new Rectangle2D.Double(0, 0, width, height));
        inner.dispose();
        AffineTransform place = AffineTransform.getTranslateInstance(area.getX(), area.getY());
        place.scale(area.getWidth() / width, area.getHeight() / height);
        g.drawImage(image, place, null);
    }
}
