// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the rows of records that are no samples with what perf prints of them. */
final class SideCheck {
    private static final Map<String, String> TABLES =
            Map.of("ATTR", "header_attr", "FEATURE", "header_feature", "TRACING_DATA", "header_tracing_data");
    private static final Set<String> SIGNED = Set.of("pid", "tid", "ppid", "ptid");
    private static final int MARK = 1 << 13;

    private final PerfRows rows;
    private final Comparison comparison;
    private final Map<String, Map<Object, List<Map<String, Object>>>> entries = new HashMap<>();

    SideCheck(PerfRows rows, Comparison comparison) {
        this.rows = rows;
        this.comparison = comparison;
    }

    /** Table of a type of records as perf names it. */
    static String table(String type) {
        return "perf." + TABLES.getOrDefault(type, type.toLowerCase(Locale.ROOT));
    }

    /** The rows of a type as perf delivers them: by time, what has none first, in the order of the file. */
    List<Map<String, Object>> delivered(String type) {
        List<Map<String, Object>> all = new ArrayList<>(rows.table(table(type)));
        all.sort(Comparator.comparing((Map<String, Object> row) -> (Long) row.getOrDefault("ts", 0L)));
        return all;
    }

    /** Compares everything behind the type. */
    void columns(Map<String, Object> printed, Map<String, Object> row, Object where) {
        printed.forEach((column, value) -> comparison.equal(column, value, found(column, row), where));
    }

    private @Nullable Object found(String column, Map<String, Object> row) {
        Long misc = (Long) row.getOrDefault("misc", 0L);
        return switch (column) {
            case "line" -> true;
            case "misc.exec", "misc.mmap_data" -> (misc & MARK) != 0;
            case "flags.shared" -> ((Long) Objects.requireNonNull(row.get("flags")) & 1) != 0;
            case "build_id" -> buildId(row);
            case "unit", "scale" ->
                decimal(entry("event_update_entry", row, column).get(0));
            case "name" ->
                row.containsKey("ksym_type")
                        ? row.get("name")
                        : entry("event_update_entry", row, column).get(0);
            default -> {
                int dot = column.indexOf('.');
                yield dot > 0 ? entry(column.substring(0, dot), row, column.substring(dot + 1)) : value(column, row);
            }
        };
    }

    private static @Nullable Object value(String column, Map<String, Object> row) {
        Object value = row.get(column);
        return value instanceof Long number && SIGNED.contains(column) ? (Long) (long) number.intValue() : value;
    }

    private static String buildId(Map<String, Object> row) {
        int size = ((Long) Objects.requireNonNull(row.get("build_id_size"))).intValue();
        return String.valueOf(row.get("build_id")).substring(0, 2 * size);
    }

    /** perf prints scales as C does. */
    private static @Nullable Object decimal(@Nullable Object value) {
        return value instanceof String text && text.matches("[0-9.E-]+")
                ? String.format(Locale.ROOT, "%f", Double.parseDouble(text))
                : value;
    }

    /** A column of the rows that one record has in a table of its own. */
    private List<Object> entry(String table, Map<String, Object> row, String column) {
        Map<Object, List<Map<String, Object>>> byRecord = entries.computeIfAbsent(table, name -> {
            Map<Object, List<Map<String, Object>>> all = new HashMap<>();
            rows.table("perf." + name)
                    .forEach(entry -> all.computeIfAbsent(entry.get("rec"), rec -> new ArrayList<>())
                            .add(entry));
            return all;
        });
        List<Object> values = new ArrayList<>();
        for (Map<String, Object> entry : byRecord.getOrDefault(row.get("rec"), List.of())) {
            values.add(entry.getOrDefault(column, "NULL"));
        }
        return values;
    }
}
