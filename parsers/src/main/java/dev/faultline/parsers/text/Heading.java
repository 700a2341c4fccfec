// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the lines that begin with {@code #} at the top say (Linux kernel/trace/trace.c, {@code print_trace_header()},
 * {@code print_event_info()}, {@code print_lat_help_header()}).
 *
 * @param tracer the tracer; {@code null} when it is not said
 * @param release kernel release, said by latency formats only
 * @param inBuffer events in the buffer, -1 when it is not said
 * @param written events written to it, overwritten ones included, -1 when it is not said
 * @param cpus number of cpus, -1 when it is not said
 */
record Heading(@Nullable String tracer, @Nullable String release, long inBuffer, long written, int cpus) {
    private static final Pattern TRACER = Pattern.compile("# tracer: (\\S+)");
    private static final Pattern LATENCY = Pattern.compile("# \\S+ latency trace v\\S+ on (\\S+)");
    private static final Pattern ENTRIES =
            Pattern.compile("# entries-in-buffer/entries-written: (\\d{1,18})/(\\d{1,18})\\s+#P:(\\d{1,6})");
    private static final Pattern ENTRIES_LATENCY =
            Pattern.compile("# latency: .*#(\\d{1,18})/(\\d{1,18}), CPU#.*#P:(\\d{1,6})\\)");
    private static final Pattern PERF_RELEASE = Pattern.compile("# os release : (\\S+)");

    /** Reads the lines of the file's beginning that start with {@code #}. */
    static Heading of(String beginning) {
        String tracer = null;
        String release = null;
        Matcher entries = null;
        for (String line : beginning.split("\n", -1)) {
            String text = line.stripTrailing();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (!text.startsWith("#") && !text.isEmpty() && !Chatter.is(bytes, 0, bytes.length)) {
                break;
            }
            tracer = first(TRACER, text, tracer);
            release = first(PERF_RELEASE, text, first(LATENCY, text, release));
            entries = matched(ENTRIES_LATENCY, text, matched(ENTRIES, text, entries));
        }
        return new Heading(
                tracer,
                release,
                entries == null ? -1 : Long.parseLong(entries.group(1)),
                entries == null ? -1 : Long.parseLong(entries.group(2)),
                entries == null ? -1 : Integer.parseInt(entries.group(3)));
    }

    private static @Nullable String first(Pattern pattern, String line, @Nullable String before) {
        Matcher matcher = pattern.matcher(line);
        return before == null && matcher.find() ? matcher.group(1) : before;
    }

    private static @Nullable Matcher matched(Pattern pattern, String line, @Nullable Matcher before) {
        Matcher matcher = pattern.matcher(line);
        return before == null && matcher.find() ? matcher : before;
    }

    /** The same without the counts, which say nothing of a part of the text. */
    Heading withoutCounts() {
        return new Heading(tracer, release, -1, -1, cpus);
    }

    /** Whether more events were written to the buffer than it holds. */
    boolean overwritten() {
        return written > inBuffer;
    }

    /** The facts as {@code inspect} shows them. */
    Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        if (tracer != null) {
            details.put("tracer", tracer);
        }
        if (inBuffer >= 0) {
            details.put("entries-in-buffer/entries-written", inBuffer + "/" + written);
        }
        return details;
    }
}
