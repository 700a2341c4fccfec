// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import dev.faultline.analysis.chart.Axis.Scale;
import dev.faultline.analysis.chart.Shapes.Box;
import dev.faultline.analysis.chart.Shapes.Rug;
import dev.faultline.analysis.chart.Shapes.Whisker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns rows into boxes, whiskers, bars, rugs and tables. */
final class ShapeBuilder {
    /** Between a lane's edge and what lies in it. */
    private static final long GAP = Axis.LANE / 8;

    /** From a lane's edge to its middle. */
    private static final long HALF = Axis.LANE / 2;

    /** Up to this many whiskers each says its value. */
    private static final int ROOMY = 28;

    private final ChartSpec spec;
    private final long origin;
    private final Map<String, Integer> series = new LinkedHashMap<>();
    private final Map<String, Integer> lanes = new LinkedHashMap<>();
    private final Map<String, Long> heights = new HashMap<>();
    private final List<ChartRow> rows = new ArrayList<>();
    private final List<Rug> rugs = new ArrayList<>();
    private final List<Box> boxes = new ArrayList<>();
    private final List<Whisker> whiskers = new ArrayList<>();

    ShapeBuilder(ChartSpec spec, ChartFacts facts) {
        this.spec = spec;
        this.origin = spec.x().sinceStart() ? facts.startTs() : 0;
    }

    void rug(ChartRow row) {
        long from = Objects.requireNonNull(row.x()) - origin;
        rugs.add(new Rug(colour(row), from, Math.max(from, Objects.requireNonNull(row.toX()) - origin)));
    }

    /** An interval of a line's value along the x axis. */
    void across(ChartRow row, int colour) {
        long y = Objects.requireNonNull(row.value());
        long low = Objects.requireNonNull(row.low());
        whiskers.add(
                new Whisker(colour, y, low, Objects.requireNonNull(row.x()) - origin, orElse(row.high(), low), ""));
    }

    void add(ChartRow row) {
        rows.add(row);
        if (row.lane() != null) {
            lanes.putIfAbsent(row.lane(), lanes.size());
        }
        if (!isLaneOnly(row)) {
            colour(row);
        }
    }

    private boolean isLaneOnly(ChartRow row) {
        return spec.kind() == ChartKind.ARROWS && row.toLane() == null;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<ChartRow> rows() {
        return rows;
    }

    /** Intervals, and the rugs that lie in the time shown, for charts of lines and cells. */
    Shapes decorations(Axis x) {
        List<Rug> shown = rugs.stream()
                .filter(rug -> rug.x1() >= x.min() && rug.x0() <= x.max())
                .toList();
        List<Integer> used = shown.stream().map(Rug::series).distinct().sorted().toList();
        List<String> names = List.copyOf(series.keySet());
        return new Shapes(
                used.stream().map(names::get).toList(),
                List.of(),
                whiskers,
                shown.stream()
                        .map(rug -> new Rug(used.indexOf(rug.series()), rug.x0(), rug.x1()))
                        .toList(),
                List.of());
    }

    /** All rows, under the headings of a table. */
    Shapes build(List<String> headings) {
        List<List<String>> table = new ArrayList<>();
        if (spec.kind() == ChartKind.TABLE) {
            table.add(headings);
        }
        for (ChartRow row : rows) {
            switch (spec.kind()) {
                case WHISKERS -> whiskers.add(whisker(row));
                case BARS -> boxes.add(bar(row));
                case BOXES -> boxes.add(box(row));
                case ARROWS -> arrow(row);
                default -> table.add(row.cells());
            }
        }
        return new Shapes(List.copyOf(series.keySet()), boxes, whiskers, rugs, table);
    }

    private int colour(ChartRow row) {
        return series.computeIfAbsent(row.series(), name -> series.size());
    }

    private static long orElse(@Nullable Long value, long other) {
        return value == null ? other : value;
    }

    /** Begin of a row's lane; lanes along the y axis come from the top. */
    private long lane(ChartRow row) {
        return lane(row.lane());
    }

    private long lane(@Nullable String name) {
        int at = lanes.getOrDefault(String.valueOf(name), 0);
        return Axis.LANE * (spec.y().scale() == Scale.LANES ? lanes.size() - 1 - at : at);
    }

    private Whisker whisker(ChartRow row) {
        long value = Objects.requireNonNull(row.value());
        long share = (Axis.LANE - 2 * GAP) / (series.size() + 1);
        int at = colour(row);
        long place = spec.y().scale() == Scale.LANES ? series.size() - at : at + 1L;
        return new Whisker(
                at,
                lane(row) + GAP + share * place,
                orElse(row.low(), value),
                value,
                orElse(row.high(), value),
                row.label() == null ? told(value) : Visible.text(row.label()));
    }

    /** Where there is room the value itself stands beside its sign. */
    private String told(long value) {
        AxisSpec axis = spec.y().scale() == Scale.LANES ? spec.x() : spec.y();
        return rows.size() <= ROOMY ? axis.unit().text(value) : "";
    }

    private Box bar(ChartRow row) {
        long length = Objects.requireNonNull(row.value());
        String stack = String.valueOf(row.lane());
        long from = heights.getOrDefault(stack, 0L);
        heights.put(stack, from + length);
        long side = lane(row) + GAP;
        long otherSide = side + Axis.LANE - 2 * GAP;
        String label = row.label() == null ? "" : row.label();
        return spec.y().scale() == Scale.LANES
                ? new Box(colour(row), from, from + length, side, otherSide, label)
                : new Box(colour(row), side, otherSide, from, from + length, label);
    }

    private Box box(ChartRow row) {
        long from = Objects.requireNonNull(row.x()) - origin;
        long to = row.toX() == null ? from : row.toX() - origin;
        String label = row.label() == null ? "" : Visible.text(row.label());
        return row.lane() == null
                ? new Box(colour(row), from, to, orElse(row.low(), 0), orElse(row.value(), 0), label)
                : new Box(colour(row), from, to, lane(row) + GAP, lane(row) + Axis.LANE - GAP, label);
    }

    private void arrow(ChartRow row) {
        if (row.toLane() != null) {
            long at = Objects.requireNonNull(row.x());
            String label = row.label() == null ? "" : Visible.text(row.label());
            boxes.add(new Box(colour(row), at, at, lane(row.lane()) + HALF, lane(row.toLane()) + HALF, label));
        }
    }

    Axis xAxis() {
        return spec.x().scale() == Scale.LANES
                ? lanes(spec.x(), false)
                : spec.x().over(lowest(true), highest(true));
    }

    Axis yAxis() {
        return spec.y().scale() == Scale.LANES
                ? lanes(spec.y(), true)
                : spec.y().over(lowest(false), highest(false));
    }

    private Axis lanes(AxisSpec axis, boolean fromTheTop) {
        List<String> names = new ArrayList<>(lanes.keySet());
        if (fromTheTop) {
            Collections.reverse(names);
        }
        return Axis.of(
                axis.label(),
                names.isEmpty()
                        ? List.of("")
                        : names.stream().map(Visible::text).toList());
    }

    private long lowest(boolean x) {
        long boxed = boxes.stream().mapToLong(b -> x ? b.x0() : b.y0()).min().orElse(Long.MAX_VALUE);
        long other = whiskers.stream().mapToLong(Whisker::low).min().orElse(Long.MAX_VALUE);
        long lowest = Math.min(boxed, other);
        return lowest == Long.MAX_VALUE ? 0 : lowest;
    }

    private long highest(boolean x) {
        long boxed = boxes.stream().mapToLong(b -> x ? b.x1() : b.y1()).max().orElse(Long.MIN_VALUE);
        long other = whiskers.stream().mapToLong(Whisker::high).max().orElse(Long.MIN_VALUE);
        return Math.max(1, Math.max(boxed, other));
    }
}
