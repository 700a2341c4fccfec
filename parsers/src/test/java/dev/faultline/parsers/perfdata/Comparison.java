// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one oracle printed against what the rows say: how much was compared, by column, and what differed. */
final class Comparison {
    private static final int EXAMPLES = 10;

    private final String oracle;
    private final Map<String, Long> columns = new TreeMap<>();
    private final Map<String, Integer> mismatches = new TreeMap<>();
    private final Map<String, Integer> explained = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();
    private long records;

    Comparison(String oracle) {
        this.oracle = oracle;
    }

    /** Counts a record that was found on both sides. */
    void record() {
        records++;
    }

    void equal(String column, @Nullable Object expected, @Nullable Object found, Object where) {
        columns.merge(column, 1L, Long::sum);
        if (expected == null ? found != null : !expected.equals(found)) {
            mismatch(column, expected, found, where);
        }
    }

    void mismatch(String column, @Nullable Object expected, @Nullable Object found, Object where) {
        mismatches.merge(column, 1, Integer::sum);
        if (examples.size() < EXAMPLES) {
            examples.add(oracle + " " + column + ": printed " + expected + ", here " + found + " in " + where);
        }
    }

    /** Counts a difference whose reason the page of the format gives. */
    void explained(String reason) {
        explained.merge(reason, 1, Integer::sum);
    }

    String oracle() {
        return oracle;
    }

    long records() {
        return records;
    }

    long values() {
        return columns.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How often each column differed; none at all when everything is equal. */
    Map<String, Integer> mismatches() {
        return mismatches;
    }

    /** The first differences. */
    List<String> examples() {
        return examples;
    }

    /** Names of the columns; the fields of payloads only by number. */
    String columnNames() {
        TreeSet<String> plain = new TreeSet<>(columns.keySet());
        plain.removeIf(name -> name.indexOf(':') >= 0);
        int fields = columns.size() - plain.size();
        return String.join(",", plain) + (fields == 0 ? "" : ",payload(" + fields + ")");
    }

    /** The line of the table. */
    String line() {
        int differing = mismatches.values().stream().mapToInt(Integer::intValue).sum();
        String reasons = explained.isEmpty()
                ? "-"
                : explained.toString().replace("{", "").replace("}", "");
        return String.join(
                "\t",
                oracle,
                Long.toString(records),
                Long.toString(values()),
                Integer.toString(differing),
                reasons,
                columnNames());
    }
}
