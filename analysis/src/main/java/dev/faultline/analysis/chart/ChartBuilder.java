// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import dev.faultline.analysis.latency.Percentile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns the rows of one chart and one capture into {@link ChartData}. */
final class ChartBuilder {
    /** A chart is drawn about this many pixels wide; lines are thinned to it. */
    private static final int PIXELS = 900;
    /** From this many points on a heat map gets its fine grid. */
    private static final int MANY = 2_000;
    /** A limit this many times above the highest value is not drawn. */
    private static final int FAR = 4;

    private final ChartSpec spec;
    private final ChartFacts facts;
    private final List<String> headings;
    private final ShapeBuilder shapes;
    private final Map<String, Points> lines = new LinkedHashMap<>();
    private final TreeSet<String> limits = new TreeSet<>();
    private final TreeSet<String> methods = new TreeSet<>();
    private final Map<String, Long> leftOut = new TreeMap<>();
    private final Map<String, Long> sizes = new LinkedHashMap<>();
    private final List<String> farLimits = new ArrayList<>();
    private final Points all = new Points();
    private final List<Mark> levels = new ArrayList<>();

    ChartBuilder(ChartSpec spec, ChartFacts facts) {
        this(spec, facts, List.of());
    }

    /** A builder of a chart whose table has these headings. */
    ChartBuilder(ChartSpec spec, ChartFacts facts, List<String> headings) {
        this.spec = spec;
        this.facts = facts;
        this.headings = headings;
        this.shapes = new ShapeBuilder(spec, facts);
    }

    /** Adds one row; rows of a series come in order of ts. */
    void add(ChartRow row) {
        String method = row.method();
        if (method != null) {
            methods.add(method);
        }
        Long n = row.n();
        if (n != null) {
            sizes.merge(row.counted() == null ? row.series() : row.counted(), n, Long::sum);
        }
        if (row.x() == null && spec.x().sinceStart() && spec.kind() != ChartKind.TABLE) {
            leftOut.merge("without a time", n == null ? 1 : n, Long::sum);
        } else if (row.limit() && row.toX() != null) {
            shapes.rug(row);
        } else if (row.limit() && !isLine() && row.value() != null) {
            levels.add(new Mark(row.series(), row.value()));
        } else if (row.value() == null && spec.kind() != ChartKind.TABLE) {
            leftOut.merge(row.series(), n == null ? 1 : n, Long::sum);
        } else if (isLine()) {
            point(row);
        } else {
            shapes.add(row);
        }
    }

    private boolean isLine() {
        return switch (spec.kind()) {
            case LINES, STEPS, HEATMAP -> true;
            default -> false;
        };
    }

    private void point(ChartRow row) {
        Long x = row.x();
        Long y = row.value();
        if (x == null || y == null) {
            return;
        }
        long place = x - (spec.x().sinceStart() ? facts.startTs() : 0);
        lines.computeIfAbsent(row.series(), name -> new Points()).add(place, y);
        all.add(place, y);
        if (row.limit()) {
            limits.add(row.series());
        }
        if (row.low() != null) {
            shapes.across(row, new ArrayList<>(lines.keySet()).indexOf(row.series()));
        }
    }

    /** The chart without its data, for a reason that the data cannot change. */
    ChartData refuse(String reason) {
        Axis x = new Axis(spec.x().label(), Unit.COUNT, Axis.Scale.LINEAR, 0, 1);
        Axis y = new Axis(spec.y().label(), spec.y().unit(), Axis.Scale.LINEAR, 0, 1);
        return chart(new Plot(x, y, List.of(), HeatGrid.NONE, Shapes.NONE, List.of()), reason);
    }

    ChartData build() {
        return switch (spec.kind()) {
            case HEATMAP -> heatMap();
            case LINES, STEPS -> lines();
            case WHISKERS, BARS, BOXES, ARROWS, TABLE -> shapes();
        };
    }

    private ChartData shapes() {
        if (shapes.isEmpty()) {
            return refuse(spec.record());
        }
        Shapes built = shapes.build(headings);
        return chart(new Plot(shapes.xAxis(), shapes.yAxis(), List.of(), HeatGrid.NONE, built, levels), null);
    }

    private ChartData heatMap() {
        long[] sorted = all.sortedYs();
        if (sorted.length == 0) {
            return refuse(spec.record());
        }
        Axis x = xAxis();
        Axis y = new AxisSpec(spec.y().label(), spec.y().unit(), Axis.Scale.LOG, false)
                .over(sorted[0], headroom(sorted[sorted.length - 1]));
        boolean fine = sorted.length >= MANY;
        double decades = Math.log10((double) y.max() / y.min());
        int rows = (int) Math.max(fine ? 60 : 30, Math.round(decades * (fine ? 24 : 12)));
        HeatGrid grid = HeatGrid.of(all, x, y, fine ? 200 : 80, rows);
        return chart(new Plot(x, y, List.of(), grid, shapes.decorations(x), marks(sorted)), null);
    }

    /** Rugs lie above the values. */
    private long headroom(long highest) {
        return shapes.decorations(xAxis()).rugs().isEmpty() ? highest : highest * 3;
    }

    private ChartData lines() {
        if (all.size() == 0) {
            return refuse(spec.record());
        }
        Axis x = xAxis();
        long top = Long.MIN_VALUE;
        long bottom = Long.MAX_VALUE;
        for (Map.Entry<String, Points> line : lines.entrySet()) {
            if (!limits.contains(line.getKey())) {
                top = Math.max(top, line.getValue().highest());
                bottom = Math.min(bottom, line.getValue().lowest());
            }
        }
        long drawnTop = Math.max(1, top);
        for (String limit : limits) {
            if (isNear(limit, top)) {
                drawnTop = Math.max(drawnTop, points(limit).highest());
            }
        }
        long room = shapes.decorations(x).rugs().isEmpty() ? 0 : drawnTop / 10;
        Axis y = spec.y().over(Math.min(bottom, drawnTop), drawnTop + room);
        return chart(
                new Plot(x, y, series(x, Math.max(1, top)), HeatGrid.NONE, shapes.decorations(x), List.of()), null);
    }

    private List<Series> series(Axis x, long top) {
        List<Series> series = new ArrayList<>();
        lines.forEach((name, points) -> {
            boolean limit = limits.contains(name);
            if (!limit || isNear(name, top)) {
                series.add(new Series(name, limit, points.drawn(x, PIXELS)));
            } else {
                farLimits.add(name + " " + spec.y().unit().text(points.lowest()));
            }
        });
        return series;
    }

    /** A limit many times above all values would flatten them; it is told in the notes instead. */
    private boolean isNear(String limit, long top) {
        return points(limit).lowest() <= FAR * top;
    }

    private Points points(String name) {
        return lines.getOrDefault(name, all);
    }

    /** What is inside the frame of a chart. */
    private record Plot(Axis x, Axis y, List<Series> series, HeatGrid grid, Shapes shapes, List<Mark> marks) {}

    private ChartData chart(Plot plot, @Nullable String emptyReason) {
        return new ChartData(
                spec.id(),
                spec.kind(),
                spec.title(),
                Visible.text(facts.capture()),
                plot.x(),
                plot.y(),
                plot.series(),
                plot.grid(),
                plot.shapes(),
                plot.marks(),
                notes(),
                emptyReason);
    }

    private List<Mark> marks(long[] sorted) {
        List<Mark> marks = new ArrayList<>();
        for (Percentile p : List.of(Percentile.P50, Percentile.P99)) {
            if (sorted.length >= p.needed()) {
                marks.add(mark(p.label(), sorted[(int) p.rank(sorted.length) - 1]));
            }
        }
        marks.add(mark("max", sorted[sorted.length - 1]));
        return marks;
    }

    private Mark mark(String label, long value) {
        return new Mark(label + " " + spec.y().unit().text(value), value);
    }

    private List<Note> notes() {
        ChartNotes notes = new ChartNotes(facts);
        notes.n(count());
        if (!leftOut.isEmpty()) {
            notes.add("not in it", ChartNotes.counts(leftOut));
        }
        if (!farLimits.isEmpty()) {
            notes.add("above the chart", String.join(", ", farLimits));
        }
        notes.measured(methods);
        if (spec.kind() == ChartKind.HEATMAP && all.size() > 0 && all.size() < Percentile.P99.needed()) {
            notes.add("p99", "n too small (needs " + Unit.COUNT.text(Percentile.P99.needed()) + ")");
        }
        return notes.all();
    }

    private String count() {
        if (!sizes.isEmpty()) {
            return ChartNotes.counts(sizes);
        }
        if (lines.isEmpty()) {
            return Unit.COUNT.text(shapes.rows().size());
        }
        Map<String, Long> drawn = new LinkedHashMap<>();
        lines.forEach((name, points) -> {
            if (!limits.contains(name)) {
                drawn.put(name, (long) points.size());
            }
        });
        return ChartNotes.counts(drawn);
    }

    private Axis xAxis() {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < all.size(); i++) {
            min = Math.min(min, all.x(i));
            max = Math.max(max, all.x(i));
        }
        return spec.x().over(min, max);
    }
}
