// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares all rows with a raw dump ({@code perf script -D}), record by record: by the place in the file that the dump
 * says; where that is another (compressed, pipes, several files) in the order of time and then of the file.
 */
final class DumpCheck {
    private static final Pattern RECORD = Pattern.compile(
            "(?:(-?\\d+) )?(-?\\d+) (0x[0-9a-f]+|0) \\[0x[0-9a-f]+\\]: " + "PERF_RECORD_([A-Z0-9_]+)(.*)");
    private static final Pattern SAMPLE = Pattern.compile(
            "\\(IP, (0x[0-9a-f]+|0)\\): (-?\\d+)/(-?\\d+): (0x[0-9a-f]+|0) period: (\\d+) addr: (0x[0-9a-f]+|0)");
    private static final Pattern FRAME = Pattern.compile("\\.{5} +\\d+: ([0-9a-f]{16})");
    private static final Pattern COUNTER =
            Pattern.compile("\\.{5} id ([0-9a-f]{16}), value ([0-9a-f]{16})(?:, lost (\\d+))?");

    private final Comparison comparison;
    private final SideCheck side;
    private final boolean placed;
    private boolean part;

    /** One record of a dump. */
    private record Dumped(
            @Nullable Long cpu, long ts, long place, String type, String text, List<String> more, String line) {}

    /** @param placed whether the dump's places are those of the file */
    DumpCheck(PerfRows rows, Comparison comparison, boolean placed) {
        this.comparison = comparison;
        this.side = new SideCheck(rows, comparison);
        this.placed = placed;
    }

    /**
     * Compares a whole dump.
     *
     * @param recorded records that were counted, with the FINISHED_ROUND among them
     */
    void run(List<String> dump, long recorded) {
        long rounds = dump.stream()
                .filter(line -> line.contains(" PERF_RECORD_FINISHED_ROUND"))
                .count();
        long printed = check(dump);
        comparison.equal("records", printed, recorded - rounds, "all types");
    }

    private long check(List<String> dump) {
        Map<String, List<Dumped>> byType = new TreeMap<>();
        List<Dumped> all = records(dump);
        for (Dumped record : part ? all.subList(0, all.size() - 1) : all) {
            byType.computeIfAbsent(record.type, type -> new ArrayList<>()).add(record);
        }
        byType.remove("FINISHED_ROUND");
        byType.forEach(this::type);
        return byType.values().stream().mapToLong(List::size).sum();
    }

    /** The same for a dump that ends early: its last record may be cut, and there are more rows than records. */
    void runPart(List<String> dump) {
        part = true;
        check(dump);
    }

    private static List<Dumped> records(List<String> dump) {
        List<Dumped> records = new ArrayList<>();
        for (int i = 0; i < dump.size(); i++) {
            Matcher match = RECORD.matcher(dump.get(i));
            if (match.matches()) {
                int end = i + 1;
                while (end < dump.size()
                        && !dump.get(end).isEmpty()
                        && !dump.get(end).startsWith("0x")) {
                    end++;
                }
                String cpu = match.group(1);
                records.add(new Dumped(
                        cpu == null ? null : Long.valueOf(cpu),
                        Long.parseLong(match.group(2)),
                        RecordText.number(match.group(3)),
                        match.group(4),
                        match.group(5),
                        dump.subList(i + 1, end),
                        dump.get(i)));
            }
        }
        return records;
    }

    private void type(String type, List<Dumped> dumped) {
        List<Map<String, Object>> found = side.delivered(type);
        if (!part) {
            comparison.equal("records of a type", (long) dumped.size(), (long) found.size(), type);
        }
        Map<Object, Map<String, Object>> byPlace = new HashMap<>();
        found.forEach(row -> byPlace.put(row.get("rec"), row));
        List<Dumped> inTime = new ArrayList<>(dumped);
        inTime.sort(Comparator.comparingLong(record -> Math.max(0, record.ts)));
        for (int i = 0; i < Math.min(found.size(), inTime.size()); i++) {
            Dumped record = inTime.get(i);
            Map<String, Object> row = placed ? byPlace.get(record.place) : found.get(i);
            if (row == null) {
                comparison.mismatch("rec", record.place, null, record.line);
            } else {
                compare(record, row);
            }
        }
    }

    private void compare(Dumped record, Map<String, Object> row) {
        comparison.record();
        comparison.equal("rec", true, true, record.line);
        comparison.equal("ts", Math.max(0, record.ts), row.getOrDefault("ts", 0L), record.line);
        if (record.cpu != null) {
            comparison.equal("cpu", Math.max(0, record.cpu), row.getOrDefault("cpu", 0L), record.line);
        }
        if (record.type.equals("SAMPLE")) {
            sample(record, row);
        } else {
            side.columns(RecordText.columns(record.type, record.text, record.more), row, record.line);
        }
    }

    private void sample(Dumped record, Map<String, Object> row) {
        Matcher sample = SAMPLE.matcher(record.text);
        comparison.equal("line", true, sample.lookingAt(), record.line);
        comparison.equal("misc", RecordText.number(sample.group(1)), row.get("misc"), record.line);
        comparison.equal("pid", Long.valueOf(sample.group(2)), row.getOrDefault("pid", -1L), record.line);
        comparison.equal("tid", Long.valueOf(sample.group(3)), row.getOrDefault("common_pid", -1L), record.line);
        comparison.equal("ip", RecordText.number(sample.group(4)), row.getOrDefault("ip", 0L), record.line);
        comparison.equal("period", Long.parseUnsignedLong(sample.group(5)), row.get("period"), record.line);
        comparison.equal("addr", RecordText.number(sample.group(6)), row.getOrDefault("addr", 0L), record.line);
        lists(record, row);
    }

    private void lists(Dumped record, Map<String, Object> row) {
        List<Object> frames = new ArrayList<>();
        Map<String, List<Object>> counters = new TreeMap<>();
        for (String line : record.more) {
            Matcher frame = FRAME.matcher(line);
            Matcher counter = COUNTER.matcher(line);
            if (frame.matches()) {
                frames.add(Long.parseUnsignedLong(frame.group(1), 16));
            } else if (counter.matches()) {
                counter(counters, "read_id", Long.parseUnsignedLong(counter.group(1), 16));
                counter(counters, "read_value", Long.parseUnsignedLong(counter.group(2), 16));
                if (counter.group(3) != null) {
                    counter(counters, "read_lost", Long.parseLong(counter.group(3)));
                }
            }
        }
        if (row.containsKey("callchain") || !frames.isEmpty()) {
            comparison.equal("callchain", frames, row.get("callchain"), record.line);
        }
        counters.forEach((column, values) -> comparison.equal(column, values, row.get(column), record.line));
        if (row.containsKey("read_value")) {
            comparison.equal("read_value", true, counters.containsKey("read_value"), record.line);
        }
    }

    private static void counter(Map<String, List<Object>> counters, String column, long value) {
        Objects.requireNonNull(counters.computeIfAbsent(column, name -> new ArrayList<>()))
                .add(value);
    }
}
