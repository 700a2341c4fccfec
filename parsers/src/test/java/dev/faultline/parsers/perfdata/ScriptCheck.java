// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the samples of a capture with the lines {@code perf script} printed, in the order of time. */
final class ScriptCheck {
    private static final int EXAMPLES = 10;
    private static final long GROUP = 8;

    private final PerfRows rows;
    private final Map<Long, Map<String, Object>> payloads = new HashMap<>();
    private final Map<Long, String> comms = new HashMap<>();
    private final Set<String> columns = new TreeSet<>();
    private final List<String> mismatches = new ArrayList<>();
    /** Names of the events, by {@code perf.sample.event}. */
    private final List<String> names;

    private final boolean forgets;
    private final Map<Long, Long> last = new HashMap<>();
    private long values;
    private long samples;

    /** @param tool what recorded the capture, and printed the lines */
    ScriptCheck(PerfRows rows, @Nullable String tool) {
        this.rows = rows;
        // Since 6.8 perf forgets a thread's name when it ends.
        this.forgets = tool != null && tool.startsWith("perf 6.12");
        this.names = rows.table("perf.event").stream()
                .map(row -> String.valueOf(row.get("name")))
                .toList();
        rows.all().forEach((table, list) -> {
            if (!table.equals("perf.sample")) {
                list.forEach(row -> {
                    if (row.get("sample_id") instanceof Long id) {
                        payloads.put(id, row);
                    }
                });
            }
        });
        comms.put(0L, "swapper");
    }

    void run(List<String> text) {
        List<ScriptLine> lines = new ArrayList<>();
        for (String line : text) {
            ScriptLine parsed = ScriptLine.parse(line);
            if (parsed != null) {
                lines.add(parsed);
            }
        }
        // perf delivers late records of a round out of order; those of one time stay in the order of the file.
        lines.sort(Comparator.comparingLong(ScriptLine::ts));
        int next = 0;
        int expected = 0;
        Set<Map<String, Object>> exits = Collections.newSetFromMap(new IdentityHashMap<>());
        exits.addAll(rows.table("perf.exit"));
        for (Map<String, Object> row : inTime()) {
            if (row.containsKey("comm")) {
                comms.put((Long) row.get("tid"), String.valueOf(row.get("comm")));
            } else if (exits.contains(row)) {
                comms.remove((Long) row.get("tid"));
            } else if (row.containsKey("ptid")) {
                comms.putIfAbsent(
                        (Long) row.get("tid"), comms.getOrDefault((Long) row.get("ptid"), ":" + row.get("ptid")));
            } else {
                for (String event : delivered(row)) {
                    expected++;
                    if (next < lines.size()) {
                        compare(row, event, lines.get(next));
                        next++;
                    }
                }
            }
        }
        samples = next;
        if (lines.size() != expected) {
            mismatch("samples", lines.size(), expected, "");
        }
    }

    /**
     * The events a sample is printed for: with counters of a group, every member whose count went up (Linux
     * tools/perf/util/session.c, {@code deliver_sample_group()}).
     */
    private List<String> delivered(Map<String, Object> row) {
        int event = ((Long) row.get("event")).intValue();
        boolean group = ((Long) rows.table("perf.event").get(event).get("read_format") & GROUP) != 0;
        if (!group
                || !(row.get("read_value") instanceof List<?> counts)
                || !(row.get("read_id") instanceof List<?> ids)) {
            return List.of(names.get(event));
        }
        List<String> delivered = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Long count = (Long) counts.get(i);
            Long before = last.put((Long) ids.get(i), count);
            if (!count.equals(before == null ? 0L : before)) {
                delivered.add(nameOf((Long) ids.get(i)));
            }
        }
        return delivered;
    }

    private String nameOf(Long id) {
        for (Map<String, Object> event : rows.table("perf.event")) {
            if (((List<?>) event.get("ids")).contains(id)) {
                return String.valueOf(event.get("name"));
            }
        }
        return "no event of id " + id;
    }

    /** Samples, names of threads and new threads; what has no time comes first. */
    private List<Map<String, Object>> inTime() {
        List<Map<String, Object>> all = new ArrayList<>(rows.table("perf.sample"));
        all.addAll(rows.table("perf.comm"));
        all.addAll(rows.table("perf.fork"));
        if (forgets) {
            all.addAll(rows.table("perf.exit"));
        }
        all.sort(Comparator.comparing((Map<String, Object> row) -> (Long) row.getOrDefault("ts", Long.MIN_VALUE))
                .thenComparing(row -> (Long) row.get("rec")));
        return all;
    }

    private void compare(Map<String, Object> row, String name, ScriptLine line) {
        equal("ts", line.ts(), row.get("ts"), line);
        equal("pid", line.pid(), row.get("pid"), line);
        equal("tid", line.tid(), row.get("common_pid"), line);
        if (line.cpu() != null) {
            equal("cpu", line.cpu(), row.get("cpu"), line);
        }
        equal("event", line.event(), name, line);
        equal("comm", line.comm(), comms.getOrDefault(line.tid(), ":" + line.tid()), line);
        Map<String, Object> payload = payloads.get((Long) row.get("sample_id"));
        if (payload != null) {
            // A task that is being reaped has no pid any more for the sample, but still one for the tracepoint.
            if (line.tid() != -1) {
                equal("common_pid", line.tid(), payload.get("common_pid"), line);
            }
            line.values().forEach((field, text) -> payload(name, field, text, payload, line));
        }
    }

    private void payload(String event, String field, String text, Map<String, Object> payload, ScriptLine line) {
        Object value = payload.get(field);
        if (value instanceof Long number) {
            Long printed = number(text);
            if (printed != null) {
                equal(event + "." + field, printed, number, line);
            }
        } else if (value instanceof String word) {
            String first = text.replaceAll("^\"|\"$", "");
            equal(event + "." + field, true, word.startsWith(first), line);
        }
    }

    private static @Nullable Long number(String text) {
        if (text.matches("0x[0-9a-f]{1,16}")) {
            return Long.parseUnsignedLong(text.substring(2), 16);
        }
        return text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    private void equal(String column, Object expected, @Nullable Object found, ScriptLine line) {
        columns.add(column);
        values++;
        if (!expected.equals(found)) {
            mismatch(column, expected, found, line.toString());
        }
    }

    private void mismatch(String column, Object expected, @Nullable Object found, String where) {
        counts.merge(column, 1, Integer::sum);
        if (mismatches.size() < EXAMPLES) {
            mismatches.add(column + ": perf " + expected + ", here " + found + " in " + where);
        }
    }

    private final Map<String, Integer> counts = new TreeMap<>();

    long samples() {
        return samples;
    }

    long values() {
        return values;
    }

    Set<String> columns() {
        return columns;
    }

    /** How often each column differed; none at all when everything is equal. */
    Map<String, Integer> mismatches() {
        return counts;
    }

    /** The first differences. */
    List<String> examples() {
        return mismatches;
    }
}
