// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    private final Map<String, Points> lines = new LinkedHashMap<>();
    private final TreeSet<String> limits = new TreeSet<>();
    private final TreeSet<String> methods = new TreeSet<>();
    private final Map<String, Long> leftOut = new TreeMap<>();
    private final List<String> farLimits = new ArrayList<>();
    private final Points all = new Points();

    ChartBuilder(ChartSpec spec, ChartFacts facts) {
        this.spec = spec;
        this.facts = facts;
    }

    /**
     * Adds one row; rows of a series come in order of ts.
     *
     * @param value {@code null} for something that belongs to the chart but has no value: it is counted under the
     *     series' name and not drawn
     */
    void add(String series, long ts, @Nullable Long value, boolean limit, @Nullable String method) {
        if (value == null) {
            leftOut.merge(series, 1L, Long::sum);
            return;
        }
        long x = ts - facts.startTs();
        lines.computeIfAbsent(series, name -> new Points()).add(x, value);
        all.add(x, value);
        if (limit) {
            limits.add(series);
        }
        if (method != null) {
            methods.add(method);
        }
    }

    /** The chart without its data, for a reason that the data cannot change. */
    ChartData refuse(String reason) {
        Axis x = new Axis(spec.xLabel(), Unit.COUNT, Axis.Scale.LINEAR, 0, 1);
        Axis y = new Axis(spec.yLabel(), spec.unit(), Axis.Scale.LINEAR, 0, 1);
        return chart(new Plot(x, y, List.of(), HeatGrid.NONE, List.of()), reason);
    }

    ChartData build() {
        return switch (spec.kind()) {
            case HEATMAP -> heatMap();
            case LINES, STEPS -> lines();
        };
    }

    private ChartData heatMap() {
        long[] sorted = all.sortedYs();
        Axis x = timeAxis();
        Axis y = sorted.length == 0 ? logAxis(1_000, 1_000_000) : logAxis(sorted[0], sorted[sorted.length - 1]);
        boolean fine = sorted.length >= MANY;
        double decades = Math.log10((double) y.max() / y.min());
        int rows = (int) Math.max(fine ? 60 : 30, Math.round(decades * (fine ? 24 : 12)));
        HeatGrid grid = sorted.length == 0 ? HeatGrid.NONE : HeatGrid.of(all, x, y, fine ? 200 : 80, rows);
        return chart(new Plot(x, y, List.of(), grid, marks(sorted)), emptyReason());
    }

    private ChartData lines() {
        Axis x = timeAxis();
        long top = 1;
        long bottom = 0;
        for (Map.Entry<String, Points> line : lines.entrySet()) {
            if (!limits.contains(line.getKey())) {
                top = Math.max(top, line.getValue().highest());
                bottom = Math.min(bottom, line.getValue().lowest());
            }
        }
        long drawnTop = top;
        for (String limit : limits) {
            long highest = points(limit).highest();
            if (isNear(limit, top)) {
                drawnTop = Math.max(drawnTop, highest);
            }
        }
        long room = Math.max(1, (drawnTop - bottom) / 16);
        long low = bottom < 0 ? bottom - room : 0;
        Axis y = new Axis(spec.yLabel(), spec.unit(), Axis.Scale.LINEAR, low, drawnTop + room);
        return chart(new Plot(x, y, series(x, top), HeatGrid.NONE, List.of()), emptyReason());
    }

    private List<Series> series(Axis x, long top) {
        List<Series> series = new ArrayList<>();
        lines.forEach((name, points) -> {
            boolean limit = limits.contains(name);
            if (!limit || isNear(name, top)) {
                series.add(new Series(name, limit, points.drawn(x.min(), x.max(), PIXELS)));
            } else {
                farLimits.add(name + " " + spec.unit().text(points.lowest()));
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
    private record Plot(Axis x, Axis y, List<Series> series, HeatGrid grid, List<Mark> marks) {}

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
                plot.marks(),
                notes(),
                emptyReason);
    }

    private @Nullable String emptyReason() {
        return all.size() == 0 ? spec.record() : null;
    }

    private List<Mark> marks(long[] sorted) {
        List<Mark> marks = new ArrayList<>();
        for (Quantile q : List.of(Quantile.P50, Quantile.P99)) {
            OptionalLong value = q.of(sorted);
            value.ifPresent(v -> marks.add(mark(q.label(), v)));
        }
        if (sorted.length > 0) {
            marks.add(mark("max", sorted[sorted.length - 1]));
        }
        return marks;
    }

    private Mark mark(String label, long value) {
        return new Mark(label + " " + spec.unit().text(value), value);
    }

    private List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        notes.add(new Note("kernel", facts.kernel()));
        notes.add(new Note("filesystem", facts.filesystem()));
        notes.add(new Note("n", count()));
        if (!leftOut.isEmpty()) {
            notes.add(new Note("not in it", counts(leftOut)));
        }
        if (!farLimits.isEmpty()) {
            notes.add(new Note("above the chart", String.join(", ", farLimits)));
        }
        notes.add(new Note("losses", facts.losses()));
        notes.add(new Note("coverage", facts.coverage()));
        notes.add(new Note("method", methods.isEmpty() ? "nothing measured" : String.join("; ", methods)));
        if (spec.kind() == ChartKind.HEATMAP && all.size() > 0 && all.size() < Quantile.P99.needed()) {
            notes.add(new Note("p99", "n too small (needs " + Unit.COUNT.text(Quantile.P99.needed()) + ")"));
        }
        return notes;
    }

    private String count() {
        String total = Unit.COUNT.text(all.size());
        if (lines.isEmpty()) {
            return total;
        }
        Map<String, Long> sizes = new LinkedHashMap<>();
        lines.forEach((name, points) -> {
            if (!limits.contains(name)) {
                sizes.put(name, (long) points.size());
            }
        });
        return counts(sizes);
    }

    private static String counts(Map<String, Long> sizes) {
        return sizes.entrySet().stream()
                .map(e -> e.getKey() + " " + Unit.COUNT.text(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private Axis timeAxis() {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < all.size(); i++) {
            min = Math.min(min, all.x(i));
            max = Math.max(max, all.x(i));
        }
        if (all.size() == 0) {
            return new Axis(spec.xLabel(), Unit.NANOSECONDS, Axis.Scale.LINEAR, 0, 1_000_000_000);
        }
        long room = Math.max(500, (max - min) / 50);
        return new Axis(spec.xLabel(), Unit.NANOSECONDS, Axis.Scale.LINEAR, min - room, max + room);
    }

    /** From the 1, 2 or 5 at or below the smallest value to the one above the largest. */
    private Axis logAxis(long smallest, long largest) {
        long min = 1;
        for (long step = 1; step <= Math.max(1, smallest); step = next(step)) {
            min = step;
        }
        long max = next(min);
        while (max <= largest) {
            max = next(max);
        }
        return new Axis(spec.yLabel(), spec.unit(), Axis.Scale.LOG, min, max);
    }

    /** 1, 2, 5, 10, 20, 50, ... */
    private static long next(long step) {
        long digit = step;
        while (digit >= 10) {
            digit /= 10;
        }
        return digit == 2 ? step / 2 * 5 : step * 2;
    }
}
