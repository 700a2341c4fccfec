// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything a chart shows, before anything is drawn. Two charts are the same when {@link #text()} is the same.
 *
 * @param id name of the chart, for example {@code dirty-pages}
 * @param kind how values are drawn
 * @param title one line
 * @param subtitle one line below it, for the capture's name and key numbers
 * @param x horizontal axis
 * @param y vertical axis
 * @param series lines, empty for a heat map
 * @param grid cells of a heat map, {@link HeatGrid#NONE} for lines
 * @param shapes boxes, whiskers, rugs, a table
 * @param marks horizontal marks such as percentiles
 * @param notes method, kernel, filesystem, n, losses, coverage, in the order they are printed
 * @param emptyReason why there is nothing to draw and which events to record, {@code null} when there is something
 */
public record ChartData(
        String id,
        ChartKind kind,
        String title,
        String subtitle,
        Axis x,
        Axis y,
        List<Series> series,
        HeatGrid grid,
        Shapes shapes,
        List<Mark> marks,
        List<Note> notes,
        @Nullable String emptyReason) {
    /** Copies the lists. */
    public ChartData {
        series = List.copyOf(series);
        marks = List.copyOf(marks);
        notes = List.copyOf(notes);
    }

    /** One fact per line, in a fixed order; cells as {@code cell column row count}, points as {@code x y}. */
    public String text() {
        StringBuilder out = new StringBuilder();
        line(out, "chart", id + " " + kind.name().toLowerCase(Locale.ROOT));
        line(out, "title", title);
        line(out, "subtitle", subtitle);
        line(out, "x", axis(x));
        line(out, "y", axis(y));
        if (emptyReason != null) {
            line(out, "empty", emptyReason);
        }
        if (grid.total() > 0) {
            line(out, "grid", grid.columns() + " x " + grid.rows());
        }
        grid.cells().forEach(c -> line(out, "cell", c.column() + " " + c.row() + " " + c.count()));
        for (Series s : series) {
            line(out, s.limit() ? "limit" : "series", s.name());
            s.points().forEach(p -> line(out, " ", p.x() + " " + p.y()));
        }
        shapes(out);
        marks.forEach(m -> line(out, "mark", m.value() + " " + m.label()));
        notes.forEach(n -> line(out, "note", n.label() + ": " + n.value()));
        return out.toString();
    }

    private void shapes(StringBuilder out) {
        List<String> names = shapes.series();
        shapes.boxes()
                .forEach(b -> line(
                        out,
                        "box",
                        b.x0() + ".." + b.x1() + " " + b.y0() + ".." + b.y1() + " " + names.get(b.series()) + " "
                                + b.label()));
        shapes.whiskers()
                .forEach(w -> line(
                        out, "whisker", w.lane() + " " + w.low() + " " + w.value() + " " + w.high() + " " + w.label()));
        shapes.rugs().forEach(r -> line(out, "rug", r.x0() + ".." + r.x1() + " " + names.get(r.series())));
        shapes.table().forEach(row -> line(out, "row", String.join(" | ", row)));
    }

    private static String axis(Axis axis) {
        if (axis.scale() == Axis.Scale.LANES) {
            return axis.label() + " lanes " + String.join(" | ", axis.lanes());
        }
        String unit = axis.unit() == Unit.COUNT ? "" : " [" + axis.unit().word() + "]";
        return axis.label() + unit + " " + axis.scale().name().toLowerCase(Locale.ROOT) + " " + axis.min() + ".."
                + axis.max();
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append(key).append(' ').append(value).append('\n');
    }
}
