// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a chart's SELECT. Columns are known by name; {@code capture_id}, {@code series}, {@code ts}, {@code value},
 * {@code is_limit} and {@code method} must be there, the others where the kind needs them.
 *
 * @param series what a line, bar or box belongs to, told apart by colour
 * @param x column {@code ts}: place on the x axis, in the trace clock when that is time; NULL where the x axis has lanes
 * @param value place on the y axis, length of a bar, or upper end of a box without a lane; NULL: belongs to the chart, but has no
 *     value, and is counted
 * @param limit a threshold; in a heat map and with lines, when {@code toX} is there: a time that is marked above the plot
 * @param method how it was measured
 * @param low lower end of the value's interval, or of a box
 * @param high upper end of the value's interval
 * @param toX column {@code to_ts}: where a box ends
 * @param lane the lane it is in, or where an arrow begins
 * @param toLane where an arrow ends; NULL for a row that only names a lane
 * @param label text on a box
 * @param n samples the row stands for; NULL everywhere: every row is one
 * @param counted column {@code n_of}: what they are samples of; NULL: of the series
 * @param cells of a table: all columns that have no meaning of their own, in their order; {@code _ns} are durations
 */
record ChartRow(
        String series,
        @Nullable Long x,
        @Nullable Long value,
        boolean limit,
        @Nullable String method,
        @Nullable Long low,
        @Nullable Long high,
        @Nullable Long toX,
        @Nullable String lane,
        @Nullable String toLane,
        @Nullable String label,
        @Nullable Long n,
        @Nullable String counted,
        List<String> cells) {
    /** A row of a line or a heat map. */
    static ChartRow point(
            String series, @Nullable Long x, @Nullable Long value, boolean limit, @Nullable String method) {
        return new ChartRow(series, x, value, limit, method, null, null, null, null, null, null, null, null, List.of());
    }

    /** Where the columns of one result are. */
    static final class Columns {
        private static final List<String> KNOWN = List.of(
                "capture_id",
                "series",
                "ts",
                "value",
                "is_limit",
                "method",
                "place",
                "low",
                "high",
                "to_ts",
                "lane",
                "to_lane",
                "label",
                "n",
                "n_of");

        private final List<String> names;
        private final int[] at;
        private final List<Integer> others = new ArrayList<>();

        /** Columns by name. */
        Columns(List<String> names) {
            this.names = names;
            this.at = KNOWN.stream().mapToInt(names::indexOf).toArray();
            for (int i = 0; i < names.size(); i++) {
                if (!KNOWN.contains(names.get(i))) {
                    others.add(i);
                }
            }
        }

        /** Headings of a table's columns. */
        List<String> headings() {
            return others.stream()
                    .map(i -> names.get(i).replaceFirst("_ns$", "").replace('_', ' '))
                    .toList();
        }

        int capture(@Nullable Object[] row) {
            return ((Number) Objects.requireNonNull(row[at[0]])).intValue();
        }

        ChartRow read(@Nullable Object[] row) {
            return new ChartRow(
                    String.valueOf(row[at[1]]),
                    number(row, 2),
                    number(row, 3),
                    Boolean.TRUE.equals(row[at[4]]),
                    text(row, 5),
                    number(row, 7),
                    number(row, 8),
                    number(row, 9),
                    text(row, 10),
                    text(row, 11),
                    text(row, 12),
                    number(row, 13),
                    text(row, 14),
                    others.stream().map(i -> cell(names.get(i), row[i])).toList());
        }

        private @Nullable Long number(@Nullable Object[] row, int column) {
            return at[column] >= 0 && row[at[column]] instanceof Number number ? number.longValue() : null;
        }

        private @Nullable String text(@Nullable Object[] row, int column) {
            return at[column] < 0 || row[at[column]] == null ? null : String.valueOf(row[at[column]]);
        }

        private static String cell(String column, @Nullable Object value) {
            if (value == null) {
                return "";
            }
            boolean duration = column.endsWith("_ns") && value instanceof Number;
            return duration ? Unit.NANOSECONDS.text(((Number) value).longValue()) : Visible.text(value.toString());
        }
    }
}
