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
import org.jspecify.annotations.Nullable;

/** Compares the samples of a capture with the lines {@code perf script} printed, in the order of time. */
final class ScriptCheck {
    private static final long MARKERS = -4095;
    private static final long PAGE = 0xfff;

    private final PerfRows rows;
    private final Map<Long, Map<String, Object>> payloads = new HashMap<>();
    private final Map<Long, String> comms = new HashMap<>();
    private final Comparison comparison;
    private final Map<Object, Object> cgroups = new HashMap<>();
    private boolean process;
    private boolean cgroup;
    private final boolean forgets;
    private final GroupDelivery delivery;
    private long samples;

    /** @param tool what recorded the capture, and printed the lines */
    ScriptCheck(PerfRows rows, @Nullable String tool, Comparison comparison) {
        this.rows = rows;
        this.comparison = comparison;
        rows.table("perf.cgroup").forEach(row -> cgroups.put(row.get("id"), row.get("path")));
        // Since 6.8 perf forgets a thread's name when it ends.
        this.forgets = tool != null && tool.startsWith("perf 6.12");
        this.delivery = new GroupDelivery(rows);
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

    /** A single number before the cpu is the process, not the thread. */
    ScriptCheck process() {
        process = true;
        return this;
    }

    /** The last word of every line is the path of a cgroup. */
    ScriptCheck cgroup() {
        cgroup = true;
        return this;
    }

    void run(List<String> text) {
        List<ScriptLine> lines = new ArrayList<>(ScriptLine.all(text, process));
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
                for (String event : delivery.events(row)) {
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
            comparison.mismatch("samples", lines.size(), expected, "");
        }
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
        comparison.record();
        equal("ts", line.ts(), (Long) row.get("ts") / line.unit(), line);
        printed("pid", line.pid(), row.get("pid"), line);
        printed("tid", line.tid(), row.get("common_pid"), line);
        printed("cpu", line.cpu(), row.get("cpu"), line);
        printed("period", line.period(), row.get("period"), line);
        equal("event", line.event(), name, line);
        Long tid = (Long) row.get("common_pid");
        equal("comm", line.comm(), comms.getOrDefault(tid, ":" + tid), line);
        line.places().forEach((column, value) -> equal(column, value, row.get(column), line));
        if (line.frames() != null) {
            frames(line.frames(), row, line);
        }
        if (cgroup) {
            String path = line.trace().substring(line.trace().lastIndexOf(' ') + 1);
            equal("cgroup", path, cgroups.get(row.get("cgroup")), line);
        }
        Map<String, Object> payload = payloads.get((Long) row.get("sample_id"));
        if (payload != null) {
            // A task that is being reaped has no pid any more for the sample, but still one for the tracepoint.
            if (tid != -1) {
                equal("common_pid", tid, payload.get("common_pid"), line);
            }
            line.values().forEach((field, text) -> payload(name, field, text, payload, line));
        }
    }

    private void printed(String column, @Nullable Object value, @Nullable Object found, ScriptLine line) {
        if (value != null) {
            equal(column, value, found, line);
        }
    }

    /** The kernel's addresses are printed as they are; of a program the place in its file, which keeps the place in its page. */
    private void frames(List<Long> printed, Map<String, Object> row, ScriptLine line) {
        List<Long> found = new ArrayList<>();
        for (Object address : (List<?>) row.getOrDefault("callchain", List.of())) {
            if (Long.compareUnsigned((Long) address, MARKERS) < 0) {
                found.add((Long) address);
            }
        }
        equal("callchain length", printed.size(), found.size(), line);
        for (int i = 0; i < Math.min(printed.size(), found.size()); i++) {
            boolean kernel = found.get(i) < 0;
            long mask = kernel ? -1 : PAGE;
            String column = kernel ? "callchain (kernel)" : "callchain (user, place in page)";
            equal(column, printed.get(i) & mask, found.get(i) & mask, line);
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
        comparison.equal(column, expected, found, line);
    }

    long samples() {
        return samples;
    }
}
