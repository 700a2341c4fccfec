// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line of {@code perf script --ns -F comm,pid,tid,cpu,time,event,trace}. */
record ScriptLine(String comm, long pid, long tid, @Nullable Long cpu, long ts, String event, String trace) {
    private static final Pattern LINE = Pattern.compile(
            "\\s*(.*?)\\s+(-?\\d+)/(-?\\d+)\\s+(?:\\[(\\d+)\\]\\s+)?(\\d+)\\.(\\d{9}):\\s+(\\S+):\\s?(.*)");
    private static final Pattern VALUE = Pattern.compile("(?<![\\w.])([A-Za-z_]\\w*)=(\\S+)");
    private static final Pattern ENTRY = Pattern.compile("^\\s*\\(([0-9a-f]{8,16})\\)");
    private static final Pattern RETURN = Pattern.compile("^\\s*\\(([0-9a-f]{8,16}) <- ([0-9a-f]{8,16})\\)");

    /** The line's parts, {@code null} when it is no such line. */
    static @Nullable ScriptLine parse(String line) {
        Matcher match = LINE.matcher(line);
        if (!match.matches()) {
            return null;
        }
        return new ScriptLine(
                match.group(1),
                Long.parseLong(match.group(2)),
                Long.parseLong(match.group(3)),
                match.group(4) == null ? null : Long.valueOf(match.group(4)),
                Long.parseLong(match.group(5)) * 1_000_000_000L + Long.parseLong(match.group(6)),
                match.group(7),
                match.group(8));
    }

    /** What the payload says as {@code name=value}, and the addresses of probes. */
    Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        Matcher entry = ENTRY.matcher(trace);
        Matcher back = RETURN.matcher(trace);
        if (entry.find()) {
            values.put("__probe_ip", "0x" + entry.group(1));
        } else if (back.find()) {
            values.put("__probe_func", "0x" + back.group(1));
            values.put("__probe_ret_ip", "0x" + back.group(2));
        }
        Matcher value = VALUE.matcher(trace);
        while (value.find()) {
            values.putIfAbsent(value.group(1), value.group(2).replaceAll("[,);]+$", ""));
        }
        return values;
    }
}
