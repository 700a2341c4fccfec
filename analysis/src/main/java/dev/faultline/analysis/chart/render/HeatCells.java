// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart.render;

import dev.faultline.analysis.chart.ChartData;
import dev.faultline.analysis.chart.HeatGrid;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.function.BiConsumer;

/** The cells of a heat map, filling the plot: as rectangles when few, as one image when many (31 MB of SVG otherwise). */
final class HeatCells extends OnPlot {
    private static final long serialVersionUID = 1L;
    /** From this many cells on they are drawn as an image. */
    private static final int DENSE = 1_500;

    private static final int COARSE = 100;

    private final transient ChartData chart;
    private final transient HeatGrid grid;
    private final transient Palette palette;
    private final double top;

    /** @param top common logarithm of the count that gets the ramp's last colour */
    HeatCells(ChartData chart, Palette palette, double top) {
        this.chart = chart;
        this.grid = chart.grid();
        this.palette = palette;
        this.top = top;
    }

    /** Whether the cells are so many that they are drawn as an image. */
    static boolean isDense(HeatGrid grid) {
        return grid.cells().size() > DENSE;
    }

    @Override
    void draw(Graphics2D g, Rectangle2D area) {
        if (!isDense(grid)) {
            fill(g, area);
            return;
        }
        Raster.draw(g, area, this::fill);
    }

    @Override
    void tips(Rectangle2D area, BiConsumer<Shape, String> tips) {
        for (HeatGrid.Cell cell : grid.cells()) {
            tips.accept(place(cell, area, 0), text(cell));
        }
    }

    private String text(HeatGrid.Cell cell) {
        double low = Math.log10((double) chart.y().min());
        double perRow = (Math.log10((double) chart.y().max()) - low) / grid.rows();
        double perColumn = (chart.x().max() - chart.x().min()) / (double) grid.columns();
        long from = Math.round(Math.pow(10, low + cell.row() * perRow));
        long to = Math.round(Math.pow(10, low + (cell.row() + 1) * perRow));
        long start = chart.x().min() + Math.round(cell.column() * perColumn);
        long end = chart.x().min() + Math.round((cell.column() + 1) * perColumn);
        return cell.count() + (cell.count() == 1 ? " call of " : " calls of ") + Place.range(chart.y(), from, to)
                + ", at " + Place.range(chart.x(), start, end);
    }

    private Rectangle2D place(HeatGrid.Cell cell, Rectangle2D area, double gap) {
        double width = area.getWidth() / grid.columns();
        double height = area.getHeight() / grid.rows();
        return new Rectangle2D.Double(
                area.getX() + cell.column() * width,
                area.getMaxY() - (cell.row() + 1) * height,
                width - gap,
                height - gap);
    }

    private void fill(Graphics2D g, Rectangle2D area) {
        // A hairline between cells keeps neighbours countable; none where cells are only a few pixels wide.
        double gap = grid.columns() <= COARSE ? 0.6 : 0;
        for (HeatGrid.Cell cell : grid.cells()) {
            g.setPaint(palette.ramp(top == 0 ? 0 : Math.log10((double) cell.count()) / top));
            g.fill(place(cell, area, gap));
        }
    }
}
