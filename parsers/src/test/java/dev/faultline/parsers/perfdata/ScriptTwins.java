// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the text reader made of a perf script with the rows of the perf.data that it was printed from: every value
 * of every column that the text told. Rows are found by table, time, thread and cpu, at the precision of the text.
 */
final class ScriptTwins {
    /** Columns of the text's own places, and those that only a text has. */
    private static final Set<String> OWN =
            Set.of("capture_id", "buffer_id", "rec", "sample_id", "ts", "event", "symbol", "dso", "cgroup_path");

    private static final Set<String> TEXT_ONLY = Set.of("perf.event", "perf.script_frame");

    private static final long GROUP = 8;
    private static final long MARKERS = -4095;
    private static final long PAGE = 0xfff;

    private final PerfRows binary;
    private final Comparison comparison;
    private final Map<String, List<Map<String, Object>>> byKey = new HashMap<>();
    private final List<Object> textNames = new ArrayList<>();
    private final GroupDelivery delivery;
    private final Map<Object, Object> cgroups = new HashMap<>();
    private final long unit;
    private final Set<String> printed = new HashSet<>();
    private final boolean grouped;
    private final Map<Object, List<Map<String, Object>>> framesOf = new HashMap<>();

    /** @param unit nanoseconds that the printed times count */
    ScriptTwins(PerfRows binary, PerfRows text, long unit, Comparison comparison) {
        this.binary = binary;
        this.comparison = comparison;
        this.unit = unit;
        this.delivery = new GroupDelivery(binary);
        this.grouped =
                binary.table("perf.event").stream().anyMatch(row -> ((Long) row.get("read_format") & GROUP) != 0);
        text.table("perf.script_frame")
                .forEach(row -> framesOf.computeIfAbsent(row.get("sample"), rec -> new ArrayList<>())
                        .add(row));
        framesOf.values().forEach(list -> list.sort(Comparator.comparing(row -> (Long) row.get("depth"))));
        text.table("perf.event").forEach(row -> textNames.add(row.get("name")));
        binary.table("perf.cgroup").forEach(row -> cgroups.put(row.get("id"), row.get("path")));
        for (String column : List.of("cpu", "common_pid")) {
            if (text.table("perf.sample").stream().anyMatch(row -> row.containsKey(column))) {
                printed.add(column);
            }
        }
        binary.all().keySet().forEach(this::index);
    }

    private void index(String table) {
        List<Map<String, Object>> rows = table.equals("perf.sample")
                ? new SideCheck(binary, comparison).delivered("SAMPLE")
                : binary.table(table);
        List<String> names = binary.table("perf.event").stream()
                .map(row -> String.valueOf(row.get("name")))
                .toList();
        for (Map<String, Object> row : rows) {
            List<String> events = List.of("");
            if (table.equals("perf.sample")) {
                events = delivery.events(row);
            } else if (table.equals("perf.page_fault")) {
                events = List.of(names.get(((Long) row.get("event")).intValue()));
            }
            for (String event : events) {
                byKey.computeIfAbsent(key(table, event, row), key -> new ArrayList<>())
                        .add(row);
            }
        }
    }

    private String key(String table, String event, Map<String, Object> row) {
        StringBuilder key = new StringBuilder(table).append(' ').append(event);
        Long ts = table.equals("perf.namespace") ? null : (Long) row.get("ts");
        key.append(' ').append(ts == null ? "-" : Long.toString(ts / unit));
        boolean side = !table.equals("perf.namespace")
                && table.startsWith("perf.")
                && !table.equals("perf.sample")
                && !table.equals("perf.page_fault");
        for (String column : List.of("cpu", "common_pid")) {
            if (!table.equals("perf.namespace") && (printed.contains(column) || side)) {
                key.append(' ').append(row.getOrDefault(column, "-"));
            }
        }
        return key.toString();
    }

    /** Compares all rows of a text. */
    void run(PerfRows text) {
        text.all().forEach((table, rows) -> {
            if (!TEXT_ONLY.contains(table)) {
                rows.forEach(row -> row(table, row));
            }
        });
    }

    private void row(String table, Map<String, Object> row) {
        boolean named = table.equals("perf.sample") || table.equals("perf.page_fault");
        String event = named ? String.valueOf(textNames.get(((Long) row.get("event")).intValue())) : "";
        List<Map<String, Object>> same = byKey.getOrDefault(key(table, event, row), List.of());
        if (same.isEmpty() && !row.containsKey("common_pid")) {
            same = ofNobody(table, row);
        }
        Map<String, Object> best = best(row, same);
        if (best == null && table.equals("perf.page_fault") && grouped) {
            comparison.explained("line of another member of the group");
            return;
        } else if (best == null) {
            comparison.mismatch("row", table + " " + row, null, same.size());
            return;
        }
        same.remove(best);
        if (table.equals("perf.sample")) {
            frames(row, best);
        }
        comparison.record();
        comparison.equal("ts", true, true, row);
        row.forEach((column, value) -> {
            if (!own(column)) {
                boolean plain = column.equals("common_pid") || column.equals("cpu");
                String name =
                        plain ? column : table.replaceFirst("^perf\\.", "").replaceFirst("\\.", ":") + "." + column;
                comparison.equal(name, value, best.get(column), row);
            }
        });
        if (row.containsKey("cgroup_path")) {
            comparison.equal("cgroup", row.get("cgroup_path"), cgroups.get(best.get("cgroup")), row);
        }
    }

    /** The rows of a task that was being reaped: the line has thread -1, which is not the record's. */
    private List<Map<String, Object>> ofNobody(String table, Map<String, Object> row) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (Map<String, Object> other : binary.table(table)) {
            if (((Long) other.get("ts")) / unit == ((Long) row.get("ts")) / unit) {
                found.add(other);
            }
        }
        return found;
    }

    /** The lines below a sample: of the kernel the address, of a program the place in its file, so the place in its page. */
    private void frames(Map<String, Object> row, Map<String, Object> sample) {
        List<Map<String, Object>> frames = framesOf.getOrDefault(row.get("rec"), List.of());
        if (framesOf.isEmpty()) {
            return;
        }
        List<Long> chain = new ArrayList<>();
        for (Object address : (List<?>) sample.getOrDefault("callchain", List.of())) {
            if (Long.compareUnsigned((Long) address, MARKERS) < 0) {
                chain.add((Long) address);
            }
        }
        comparison.equal("frames", frames.size(), chain.size(), row);
        for (int i = 0; i < Math.min(frames.size(), chain.size()); i++) {
            Map<String, Object> frame = frames.get(i);
            comparison.equal("frame.depth", (long) i, frame.get("depth"), row);
            if (chain.get(i) < 0) {
                comparison.equal("frame.address", frame.get("address"), chain.get(i), row);
            } else {
                long place = (Long) frame.get("file_offset");
                comparison.equal("frame.file_offset (place in page)", place & PAGE, chain.get(i) & PAGE, row);
            }
        }
    }

    private static boolean own(String column) {
        return OWN.contains(column) || column.endsWith("_text");
    }

    private static @Nullable Map<String, Object> best(Map<String, Object> row, List<Map<String, Object>> same) {
        Map<String, Object> best = null;
        long fewest = Long.MAX_VALUE;
        for (Map<String, Object> candidate : same) {
            long count = row.entrySet().stream()
                    .filter(entry -> !own(entry.getKey()))
                    .filter(entry -> !entry.getValue().equals(candidate.get(entry.getKey())))
                    .count();
            if (count < fewest) {
                fewest = count;
                best = candidate;
            }
        }
        return best;
    }
}
