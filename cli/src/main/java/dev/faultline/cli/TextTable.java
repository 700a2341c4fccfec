// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows in aligned columns: text to the left, numbers to the right. */
final class TextTable {
    private final List<String> names;
    private final List<@Nullable Object[]> rows;

    TextTable(List<String> names, List<@Nullable Object[]> rows) {
        this.names = names;
        this.rows = rows;
    }

    /** The whole table. */
    String text() {
        int[] widths = widths();
        boolean[] numeric = numeric();
        return rows.stream()
                .map(row -> line(row, widths, numeric) + '\n')
                .collect(Collectors.joining("", header(), ""));
    }

    /** The names, and a rule under them. */
    String header() {
        int[] widths = widths();
        String rule = Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("  "));
        return line(names.toArray(), widths, numeric()) + '\n' + rule + '\n';
    }

    /** Width of each column in characters. */
    int[] widths() {
        int[] widths = names.stream().mapToInt(String::length).toArray();
        for (Object[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cell(row[i]).length());
            }
        }
        return widths;
    }

    /** Which columns hold numbers only. */
    boolean[] numeric() {
        boolean[] numeric = new boolean[names.size()];
        for (int i = 0; i < numeric.length; i++) {
            int column = i;
            numeric[i] = rows.stream().allMatch(row -> row[column] == null || row[column] instanceof Number)
                    && rows.stream().anyMatch(row -> row[column] != null);
        }
        return numeric;
    }

    /** One line, without its end. */
    static String line(@Nullable Object[] row, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cell(row[i]);
            String padding = " ".repeat(Math.max(0, widths[i] - cell.length()));
            line.append(i == 0 ? "" : "  ").append(right[i] ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String cell(@Nullable Object value) {
        return SafeText.of(Values.text(value));
    }
}
