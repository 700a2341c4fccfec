// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sample as {@code perf script} prints it, with any set of fields.
 *
 * @param unit nanoseconds that the printed time counts: 1 or 1000
 * @param frames addresses of the lines below, {@code null} where none are printed
 */
record ScriptLine(
        String comm,
        @Nullable Long pid,
        @Nullable Long tid,
        @Nullable Long cpu,
        long ts,
        long unit,
        @Nullable Long period,
        String event,
        String trace,
        @Nullable List<Long> frames) {
    private static final Pattern LINE =
            Pattern.compile("\\s*(.*?)\\s+(-?\\d+)(?:/(-?\\d+))?\\s+(?:\\[(\\d+)\\]\\s+)?(\\d+)\\.(\\d{9}|\\d{6}):\\s+"
                    + "(?:(\\d+)\\s+)?(\\S+):(?:\\s(.*))?");
    private static final Pattern FRAME = Pattern.compile("\\t\\s*([0-9a-f]+) .*\\)");
    private static final Pattern VALUE = Pattern.compile("(?<![\\w.])([A-Za-z_]\\w*)=(\\S+)");
    private static final Pattern ENTRY = Pattern.compile("^\\s*\\(([0-9a-f]{8,16})\\)");
    private static final Pattern RETURN = Pattern.compile("^\\s*\\(([0-9a-f]{8,16}) <- ([0-9a-f]{8,16})\\)");
    private static final Pattern PLACES = Pattern.compile("\\s+([0-9a-f]+)\\s+([0-9a-f]+)\\s*");
    private static final Pattern PLACE = Pattern.compile("\\s+([0-9a-f]+) \\S.* \\(.*\\)");

    /** The line's parts, {@code null} when it is no such line; a single number is the thread, or the process. */
    static @Nullable ScriptLine parse(String line, boolean process, @Nullable List<Long> frames) {
        Matcher match = LINE.matcher(line);
        if (!match.matches() || line.contains(": PERF_RECORD_")) {
            return null;
        }
        Long first = Long.valueOf(match.group(2));
        boolean both = match.group(3) != null;
        String fraction = match.group(6);
        return new ScriptLine(
                match.group(1),
                both || process ? first : null,
                both ? Long.valueOf(match.group(3)) : process ? null : first,
                match.group(4) == null ? null : Long.valueOf(match.group(4)),
                Long.parseLong(match.group(5) + fraction),
                fraction.length() == 9 ? 1 : 1000,
                match.group(7) == null ? null : Long.valueOf(match.group(7)),
                match.group(8),
                match.group(9) == null ? "" : match.group(9),
                frames);
    }

    /** All samples of a text; where one has lines of addresses below, those without have none. */
    static List<ScriptLine> all(List<String> text, boolean process) {
        boolean chains = text.stream().anyMatch(line -> FRAME.matcher(line).matches());
        List<ScriptLine> lines = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            List<Long> frames = new ArrayList<>();
            for (int k = i + 1; k < text.size() && text.get(k).startsWith("\t"); k++) {
                Matcher frame = FRAME.matcher(text.get(k));
                if (frame.matches() && !text.get(k).endsWith("(inlined)")) {
                    frames.add(Long.parseUnsignedLong(frame.group(1), 16));
                }
            }
            ScriptLine line = parse(text.get(i), process, chains ? frames : null);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Addresses behind the name of a software event: {@code addr} and {@code ip}, or {@code ip} alone. */
    Map<String, Long> places() {
        Matcher both = PLACES.matcher(trace);
        Matcher ip = PLACE.matcher(trace);
        if (event.contains(":")) {
            return Map.of();
        }
        if (both.matches()) {
            return Map.of(
                    "addr", Long.parseUnsignedLong(both.group(1), 16), "ip", Long.parseUnsignedLong(both.group(2), 16));
        }
        return ip.matches() ? Map.of("ip", Long.parseUnsignedLong(ip.group(1), 16)) : Map.of();
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
