// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.generated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows of a truth's CSV file, each a column name to its text. */
record TruthRows(List<Map<String, String>> rows) {
    static TruthRows read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(",");
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            Map<String, String> row = new TreeMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], values[i]);
            }
            rows.add(row);
        }
        return new TruthRows(rows);
    }

    /** Those with that value in that column. */
    TruthRows where(String column, String value) {
        return new TruthRows(
                rows.stream().filter(row -> value.equals(row.get(column))).toList());
    }

    /** These columns, times in nanoseconds, cut to microseconds. */
    TruthRows micros(String... times) {
        for (Map<String, String> row : rows) {
            for (String time : times) {
                row.computeIfPresent(time, (name, ns) -> Long.toString(Long.parseLong(ns) / 1000 * 1000));
            }
        }
        return this;
    }

    /** Some columns of each row, in an order of their own. */
    List<String> sorted(String... columns) {
        return rows.stream()
                .map(row -> {
                    List<String> values = new ArrayList<>();
                    for (String column : columns) {
                        values.add(String.valueOf(row.get(column)));
                    }
                    return String.join(" ", values);
                })
                .sorted()
                .toList();
    }

    long sum(String column) {
        return rows.stream().mapToLong(row -> Long.parseLong(row.get(column))).sum();
    }
}
