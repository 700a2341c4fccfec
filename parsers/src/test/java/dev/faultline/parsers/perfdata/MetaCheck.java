// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares records that are no samples with the lines of {@code perf script --show-task-events --show-mmap-events ...}. */
final class MetaCheck {
    private static final Pattern LINE =
            Pattern.compile("\\s*(.*?)\\s+(-?\\d+)\\s+\\[(\\d+)\\]\\s+(\\d+)\\.(\\d{6}): PERF_RECORD_([A-Z0-9_]+)(.*)");

    private final Comparison comparison;
    private final SideCheck side;

    private record Printed(long us, long tid, long cpu, String type, String text, List<String> more, String line) {}

    MetaCheck(PerfRows rows, Comparison comparison) {
        this.comparison = comparison;
        this.side = new SideCheck(rows, comparison);
    }

    void run(List<String> text) {
        Map<String, List<Printed>> byType = new TreeMap<>();
        for (int i = 0; i < text.size(); i++) {
            Matcher match = LINE.matcher(text.get(i));
            if (match.matches()) {
                int end = i + 1;
                while (end < text.size() && text.get(end).startsWith("\t")) {
                    end++;
                }
                Printed printed = new Printed(
                        Long.parseLong(match.group(4) + match.group(5)),
                        Long.parseLong(match.group(2)),
                        Long.parseLong(match.group(3)),
                        match.group(6),
                        match.group(7),
                        text.subList(i + 1, end),
                        text.get(i));
                byType.computeIfAbsent(printed.type, type -> new ArrayList<>()).add(printed);
            }
        }
        byType.forEach(this::type);
    }

    private void type(String type, List<Printed> lines) {
        lines.sort(Comparator.comparingLong(Printed::us));
        List<Map<String, Object>> found = side.delivered(type);
        comparison.equal("records of a type", lines.size(), found.size(), type);
        for (int i = 0; i < Math.min(lines.size(), found.size()); i++) {
            Printed line = lines.get(i);
            Map<String, Object> row = found.get(i);
            comparison.record();
            comparison.equal("ts", line.us, (Long) row.getOrDefault("ts", 0L) / 1000, line.line);
            comparison.equal("tid", line.tid, row.getOrDefault("common_pid", 0L), line.line);
            comparison.equal("cpu", line.cpu, row.getOrDefault("cpu", 0L), line.line);
            side.columns(RecordText.columns(type, line.text, line.more), row, line.line);
        }
    }
}
