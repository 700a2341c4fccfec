// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rows of features in the words of {@code perf script --header -I} (Linux tools/perf/util/header.c, {@code print_*}). */
final class HeaderText {
    private final PerfRows rows;
    private final List<String> lines = new ArrayList<>();

    private HeaderText(PerfRows rows) {
        this.rows = rows;
    }

    /** The lines, spaces squeezed. */
    static Set<String> of(PerfRows rows, Map<String, String> details) {
        HeaderText text = new HeaderText(rows);
        for (String fact : List.of("data offset", "data size", "feat offset")) {
            text.line("%s : %s", fact, details.get(fact));
        }
        text.strings();
        text.machine();
        text.caches();
        text.clocks();
        text.memory();
        rows.table("perf.event").forEach(event -> text.lines.add(AttrText.header(event)));
        return text.lines.stream().map(HeaderText::squeeze).collect(Collectors.toCollection(TreeSet::new));
    }

    /** One space between words, and none of the explanations in brackets that releases since 6.9 add to numbers. */
    static String squeeze(String line) {
        String single = line.replaceAll("\\s+", " ").strip();
        return single.startsWith("event : ") || single.contains(": type: ")
                ? single.replaceAll("(= |: )(\\w+) \\([^)]*\\)", "$1$2")
                : single;
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    private List<Map<String, Object>> feature(String name) {
        return rows.table("perf.feature_" + name);
    }

    private void strings() {
        Map<String, String> names = Map.of(
                "hostname", "hostname",
                "osrelease", "os release",
                "version", "perf version",
                "arch", "arch",
                "cpudesc", "cpudesc",
                "cpuid", "cpuid");
        rows.table("perf.feature").forEach(row -> {
            if (names.containsKey(String.valueOf(row.get("name")))) {
                line("%s : %s", names.get(String.valueOf(row.get("name"))), row.get("text"));
            }
        });
        feature("nrcpus").forEach(row -> {
            line("nrcpus online : %d", row.get("online"));
            line("nrcpus avail : %d", row.get("available"));
        });
        feature("total_mem").forEach(row -> line("total memory : %d kB", row.get("kb")));
        line(
                "cmdline : %s",
                feature("cmdline").stream()
                        .map(row -> String.valueOf(row.get("argument")))
                        .collect(Collectors.joining(" ")));
        feature("group_desc").forEach(row -> group(row));
        line(
                "pmu mappings: %s",
                feature("pmu_mappings").stream()
                        .map(row -> row.get("name") + " = " + row.get("type"))
                        .collect(Collectors.joining(", ")));
    }

    private void group(Map<String, Object> row) {
        int leader = ((Long) row.get("leader")).intValue();
        int members = ((Long) row.get("members")).intValue();
        String names = rows.table("perf.event").subList(leader, leader + members).stream()
                .map(event -> String.valueOf(event.get("name")))
                .collect(Collectors.joining(","));
        String name = String.valueOf(row.getOrDefault("name", ""));
        line("group: %s{%s}", name.equals("{anon_group}") ? "" : name, names);
    }

    private void machine() {
        Map<String, String> levels = Map.of("core", "sockets", "thread", "threads", "die", "dies");
        feature("cpu_siblings")
                .forEach(row -> line("sibling %s : %s", levels.get(String.valueOf(row.get("level"))), row.get("cpus")));
        feature("cpu_topology").forEach(row -> {
            String die = row.containsKey("die_id") ? ", Die ID " + row.get("die_id") : "";
            line(
                    "CPU %d: Core ID %d%s, Socket ID %d",
                    row.get("cpu_number"), row.get("core_id"), die, row.get("socket_id"));
        });
        feature("numa_topology").forEach(row -> {
            line(
                    "node%d meminfo : total = %d kB, free = %d kB",
                    row.get("node"), row.get("total_kb"), row.get("free_kb"));
            line("node%d cpu list : %s", row.get("node"), row.get("cpus"));
        });
    }

    private void caches() {
        line("CPU cache info:");
        feature("cache")
                .forEach(row ->
                        line("L%d %s %s [%s]", row.get("level"), row.get("type"), row.get("size"), row.get("cpus")));
    }

    private void clocks() {
        feature("sample_time").forEach(row -> {
            long first = (Long) row.get("first_ts");
            long last = (Long) row.get("last_ts");
            line("time of first sample : %s", seconds(first, 1000));
            line("time of last sample : %s", seconds(last, 1000));
            // perf prints a binary fraction; its decimal digits are rounded.
            BigDecimal millis = new BigDecimal((last - first) / 1_000_000.0).setScale(3, RoundingMode.HALF_EVEN);
            line("sample duration : %s ms", millis.toPlainString());
        });
        feature("clockid").forEach(row -> line("clockid frequency: %d MHz", 1000 / (Long) row.get("resolution_ns")));
        feature("clock_data").forEach(row -> {
            line("clockid: monotonic (%d)", row.get("clockid"));
            long wall = (Long) row.get("wall_clock_ns");
            LocalDateTime day = LocalDateTime.ofEpochSecond(wall / 1_000_000_000L, 0, ZoneOffset.UTC);
            line(
                    "reference time: %s.%06d = %s (TOD) = %s (monotonic)",
                    day.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)),
                    wall % 1_000_000_000L / 1000,
                    seconds(wall, 1000),
                    seconds((Long) row.get("clockid_ns"), 1));
        });
        feature("compressed")
                .forEach(row -> line("compressed : Zstd, level = %d, ratio = %d", row.get("level"), row.get("ratio")));
        feature("dir_format").forEach(row -> line("directory data version : %d", row.get("version")));
        if (rows.table("perf.feature").stream().anyMatch(row -> "cpu_pmu_caps".equals(row.get("name")))
                && feature("pmu_caps").isEmpty()) {
            line("cpu pmu capabilities: not available");
        }
    }

    private static String seconds(long ns, int unit) {
        String format = unit == 1 ? "%d.%09d" : "%d.%06d";
        return String.format(Locale.ROOT, format, ns / 1_000_000_000L, ns % 1_000_000_000L / unit);
    }

    private void memory() {
        List<Map<String, Object>> nodes = feature("mem_topology");
        nodes.forEach(row -> {
            line("memory nodes (nr %d, block size 0x%x):", nodes.size(), row.get("block_size"));
            long bytes = bits((List<?>) row.get("present")).size() * (Long) row.get("block_size");
            line("%d [%dG]: %s", row.get("node"), bytes >>> 30, ranges(bits((List<?>) row.get("present"))));
        });
    }

    private static List<Integer> bits(List<?> words) {
        List<Integer> bits = new ArrayList<>();
        for (int i = 0; i < 64 * words.size(); i++) {
            if (((Long) words.get(i / 64) >>> i % 64 & 1) != 0) {
                bits.add(i);
            }
        }
        return bits;
    }

    private static String ranges(List<Integer> bits) {
        List<String> ranges = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < bits.size(); i++) {
            boolean end = i + 1 == bits.size() || bits.get(i + 1) != bits.get(i) + 1;
            if (end) {
                ranges.add(
                        bits.get(first).equals(bits.get(i)) ? "" + bits.get(i) : bits.get(first) + "-" + bits.get(i));
                first = i + 1;
            }
        }
        return String.join(",", ranges);
    }
}
