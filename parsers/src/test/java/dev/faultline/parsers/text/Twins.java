// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares a text with the binary capture that it was printed from: every value that the text told has to be the binary
 * one's. Rows are found by event, cpu, thread and time, at the precision of the text.
 */
final class Twins {
    private static final int SHOWN = 12;

    private final Map<String, List<Row>> binary = new HashMap<>();
    private final boolean nanoseconds;
    long rows;
    long values;
    long unmatched;
    long mismatches;
    final List<String> examples = new ArrayList<>();
    final Map<String, Long> untold = new TreeMap<>();

    /** @param nanoseconds whether the text has all digits of the time; microseconds rounded or cut off otherwise */
    Twins(List<Row> rows, boolean nanoseconds) {
        this.nanoseconds = nanoseconds;
        for (Row row : rows) {
            binary.computeIfAbsent(key(row, 0), key -> new ArrayList<>()).add(row);
        }
    }

    private String key(Row row, long shift) {
        Long ts = row.ts();
        String time = ts == null ? "-" : Long.toString((nanoseconds ? ts : Math.floorDiv(ts, 1000)) + shift);
        return row.event() + " " + row.cpu() + " " + row.tid() + " " + time;
    }

    void compare(List<Row> text) {
        for (Row row : text) {
            if (row.event().startsWith("funcgraph_") || row.event().equals("unparsed")) {
                continue;
            }
            rows++;
            compare(row);
        }
    }

    private void compare(Row row) {
        List<Row> same = candidates(row);
        if (same == null) {
            unmatched++;
            example("no record for " + row);
            return;
        }
        Row best = same.get(0);
        long fewest = Long.MAX_VALUE;
        for (Row candidate : same) {
            long count = differences(row, candidate).size();
            if (count < fewest) {
                fewest = count;
                best = candidate;
            }
        }
        same.remove(best);
        values += row.values().size();
        List<String> differences = differences(row, best);
        mismatches += differences.size();
        differences.forEach(difference -> example(row.event() + " " + row.ts() + ": " + difference));
        for (String column : best.values().keySet()) {
            if (!row.values().containsKey(column)) {
                untold.merge(row.event() + "." + column, 1L, Long::sum);
            }
        }
    }

    private @Nullable List<Row> candidates(Row row) {
        for (long shift : nanoseconds ? new long[] {0} : new long[] {0, -1}) {
            List<Row> same = binary.get(key(row, shift));
            if (same != null && !same.isEmpty()) {
                return same;
            }
        }
        return null;
    }

    private void example(String text) {
        if (examples.size() < SHOWN) {
            examples.add(text);
        }
    }

    private static List<String> differences(Row text, Row binary) {
        List<String> differences = new ArrayList<>();
        text.values().forEach((column, value) -> {
            Row.Value other = binary.values().get(column);
            if (column.endsWith("_text")) {
                return;
            }
            if (other == null || !value.same(other)) {
                differences.add(
                        column + " is " + value.value() + ", the record has " + (other == null ? null : other.value()));
            }
        });
        return differences;
    }
}
