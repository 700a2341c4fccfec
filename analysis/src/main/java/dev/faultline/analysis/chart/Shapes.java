// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.List;

/**
 * What a chart shows beside lines and cells.
 *
 * @param series names that colours stand for, in the order of the palette
 * @param boxes filled rectangles in axis units
 * @param whiskers values with intervals
 * @param rugs times marked above the plot
 * @param table rows of text, the headings first; empty without a table
 */
public record Shapes(
        List<String> series, List<Box> boxes, List<Whisker> whiskers, List<Rug> rugs, List<List<String>> table) {
    /** Nothing. */
    public static final Shapes NONE = new Shapes(List.of(), List.of(), List.of(), List.of(), List.of());

    /**
     * A rectangle; in a chart of {@link ChartKind#ARROWS} an arrow from {@code x0}, {@code y0} to {@code x1}, {@code y1}.
     *
     * @param series index into {@link Shapes#series}
     * @param label text on it, drawn where it fits; may be empty
     */
    public record Box(int series, long x0, long x1, long y0, long y1, String label) {}

    /**
     * A value in a lane.
     *
     * @param series index into {@link Shapes#series}
     * @param lane place on the axis that has lanes
     * @param low lower end of its interval; equal to {@code value} when there is none
     * @param high upper end of its interval
     * @param label text beside it; may be empty
     */
    public record Whisker(int series, long lane, long low, long value, long high, String label) {}

    /**
     * A marked time.
     *
     * @param series index into {@link Shapes#series}
     */
    public record Rug(int series, long x0, long x1) {}

    /** Copies the lists. */
    public Shapes {
        series = List.copyOf(series);
        boxes = List.copyOf(boxes);
        whiskers = List.copyOf(whiskers);
        rugs = List.copyOf(rugs);
        table = table.stream().map(List::copyOf).toList();
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return boxes.isEmpty() && whiskers.isEmpty() && rugs.isEmpty() && table.isEmpty();
    }
}
