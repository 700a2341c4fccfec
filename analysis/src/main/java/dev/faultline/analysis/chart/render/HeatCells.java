// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import dev.faultline.analysis.chart.HeatGrid;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** The cells of a heat map, filling the plot: as rectangles when few, as one image when many (31 MB of SVG otherwise). */
final class HeatCells extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    /** From this many cells on they are drawn as an image. */
    private static final int DENSE = 1_500;
    /** Image pixels per plot pixel, so that cell edges stay sharp on a dense display. */
    private static final int SHARP = 2;

    private static final int COARSE = 100;

    private final transient HeatGrid grid;
    private final transient Palette palette;
    private final double top;

    /** @param top common logarithm of the count that gets the ramp's last colour */
    HeatCells(HeatGrid grid, Palette palette, double top) {
        this.grid = grid;
        this.palette = palette;
        this.top = top;
    }

    /** Whether the cells are so many that they are drawn as an image. */
    static boolean isDense(HeatGrid grid) {
        return grid.cells().size() > DENSE;
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
        if (!isDense(grid)) {
            fill(g, area);
            return;
        }
        int width = (int) Math.ceil(area.getWidth() * SHARP);
        int height = (int) Math.ceil(area.getHeight() * SHARP);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D inner = image.createGraphics();
        fill(inner, new Rectangle2D.Double(0, 0, width, height));
        inner.dispose();
        AffineTransform place = AffineTransform.getTranslateInstance(area.getX(), area.getY());
        place.scale(area.getWidth() / width, area.getHeight() / height);
        g.drawImage(image, place, null);
    }

    private void fill(Graphics2D g, Rectangle2D area) {
        double width = area.getWidth() / grid.columns();
        double height = area.getHeight() / grid.rows();
        // A hairline between cells keeps neighbours countable; none where cells are only a few pixels wide.
        double gap = grid.columns() <= COARSE ? 0.6 : 0;
        for (HeatGrid.Cell cell : grid.cells()) {
            g.setPaint(palette.ramp(top == 0 ? 0 : Math.log10((double) cell.count()) / top));
            double x = area.getX() + cell.column() * width;
            double y = area.getMaxY() - (cell.row() + 1) * height;
            g.fill(new Rectangle2D.Double(x, y, width - gap, height - gap));
        }
    }
}
