// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts of points in cells: equal columns along a linear x axis, equal rows along a logarithmic y axis.
 *
 * @param columns number of columns between the x axis' ends
 * @param rows number of rows between the y axis' ends
 * @param cells cells that hold at least one point, by column and then row
 */
public record HeatGrid(int columns, int rows, List<Cell> cells) {
    /**
     * One cell.
     *
     * @param column from 0 at the left
     * @param row from 0 at the bottom
     * @param count number of points in it, at least 1
     */
    public record Cell(int column, int row, long count) {}

    /** A grid without points. */
    public static final HeatGrid NONE = new HeatGrid(1, 1, List.of());

    /** Copies the cells. */
    public HeatGrid {
        cells = List.copyOf(cells);
    }

    /** The largest count of a cell, 0 without points. */
    public long peak() {
        return cells.stream().mapToLong(Cell::count).max().orElse(0);
    }

    /** Sum of all cells: the number of points that were counted. */
    public long total() {
        return cells.stream().mapToLong(Cell::count).sum();
    }

    /** Counts the points; a point on or beyond an axis' end falls into the cell at that end. */
    static HeatGrid of(Points points, Axis x, Axis y, int columns, int rows) {
        long[][] counts = new long[columns][rows];
        double low = Math.log10((double) y.min());
        double perRow = (Math.log10((double) y.max()) - low) / rows;
        for (int i = 0; i < points.size(); i++) {
            double column = (points.x(i) - x.min()) / ((double) (x.max() - x.min()) / columns);
            double row = (Math.log10((double) Math.max(1, points.y(i))) - low) / perRow;
            counts[clamp(column, columns)][clamp(row, rows)]++;
        }
        return new HeatGrid(columns, rows, cells(counts));
    }

    private static int clamp(double place, int size) {
        return (int) Math.max(0, Math.min(size - 1, Math.floor(place)));
    }

    private static List<Cell> cells(long[][] counts) {
        List<Cell> cells = new ArrayList<>();
        for (int column = 0; column < counts.length; column++) {
            for (int row = 0; row < counts[column].length; row++) {
                if (counts[column][row] > 0) {
                    cells.add(new Cell(column, row, counts[column][row]));
                }
            }
        }
        return cells;
    }
}
