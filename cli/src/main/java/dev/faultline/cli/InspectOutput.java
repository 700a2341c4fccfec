// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is in a capture, for people. */
final class InspectOutput {
    private static final int SHOWN = 20;
    private static final double NS_PER_SECOND = 1e9;

    private final Inspected capture;
    private final StringBuilder text = new StringBuilder();

    InspectOutput(Inspected capture) {
        this.capture = capture;
    }

    String text() {
        line("capture", fact("path"));
        line("format", (fact("format") + " " + fact("version")).strip());
        line("kernel", words(fact("kernel_release"), fact("machine"), on(fact("hostname"))));
        line("recorded by", words(fact("tool"), fact("command_line")));
        line("machine", machine());
        if (!fact("event_formats").isEmpty()) {
            line("formats", fact("event_formats"));
        }
        line("clock", clock());
        line("span", span());
        capture.buffers().forEach(this::buffer);
        line("records", count(capture.facts().get("records")));
        line("lost", losses());
        line(
                "damage",
                capture.issues().isEmpty()
                        ? "none"
                        : Values.count(capture.issues().size(), "issue"));
        issues();
        events();
        return text.toString();
    }

    private void line(String name, String value) {
        text.append(
                String.format(Locale.ROOT, "%-12s %s%n", name, value.isBlank() ? "not stated" : SafeText.of(value)));
    }

    private String fact(String name) {
        Object value = capture.facts().get(name);
        return value == null ? "" : value.toString();
    }

    /** A text says nothing of the machine it was recorded on. */
    private String machine() {
        return fact("page_size").equals("0")
                ? ""
                : words(
                        fact("long_size") + "-byte long",
                        fact("endianness") + " endian",
                        fact("page_size") + "-byte pages");
    }

    private static String on(String host) {
        return host.isEmpty() ? "" : "on " + host;
    }

    private static String words(String... words) {
        return Arrays.stream(words).filter(word -> !word.isBlank()).collect(Collectors.joining(", "));
    }

    private boolean nanoseconds() {
        return fact("clock_unit").equals("ns");
    }

    private String clock() {
        if (fact("clock").isEmpty()) {
            return nanoseconds() ? "not stated; ts is taken as nanoseconds" : "not stated";
        }
        return fact("clock") + (nanoseconds() ? " (nanoseconds)" : " (raw counts: no durations can be computed)");
    }

    private String span() {
        if (!(capture.facts().get("start_ts") instanceof Number start)
                || !(capture.facts().get("end_ts") instanceof Number end)) {
            return "no records";
        }
        if (!nanoseconds()) {
            return start + " to " + end;
        }
        double seconds = (end.longValue() - start.longValue()) / NS_PER_SECOND;
        return String.format(
                Locale.ROOT,
                "%s to %s (%.6f s)",
                CaptureHeading.seconds(start.longValue()),
                CaptureHeading.seconds(end.longValue()),
                seconds);
    }

    private void buffer(Map<String, @Nullable Object> buffer) {
        String name = String.valueOf(buffer.get("name"));
        line(
                "buffer",
                words(
                        name.isEmpty() ? "top" : "'" + name + "'",
                        "cpus " + Values.text(buffer.get("cpus")).replaceAll("[\\[\\]]", ""),
                        Objects.equals(buffer.get("clock"), capture.facts().get("clock"))
                                ? ""
                                : "clock " + Values.text(buffer.get("clock"))));
    }

    private static String count(@Nullable Object number) {
        return number instanceof Number n ? Values.count(n.longValue()) : "unknown";
    }

    private String losses() {
        if (capture.losses().isEmpty()) {
            return "nothing, as far as the capture says";
        }
        long known = 0;
        long unknown = 0;
        for (Map<String, @Nullable Object> gap : capture.losses()) {
            if (gap.get("count") instanceof Number n) {
                known += n.longValue();
            } else {
                unknown++;
            }
        }
        String gaps = " in " + Values.count(capture.losses().size(), "gap");
        return unknown == 0
                ? Values.count(known, "event") + gaps
                : "at least " + Values.count(known, "event") + gaps + "; " + Values.count(unknown)
                        + " of them without a count";
    }

    private void issues() {
        capture.issues().stream()
                .limit(SHOWN)
                .forEach(issue -> text.append(SafeText.of(String.format(
                                Locale.ROOT,
                                "  %s: %s at 0x%s: %s",
                                issue.get("kind"),
                                issue.get("path"),
                                issue.get("offset") instanceof Number at ? Long.toHexString(at.longValue()) : "?",
                                issue.get("detail"))))
                        .append('\n'));
        if (capture.issues().size() > SHOWN) {
            text.append("  ... and ")
                    .append(Values.count(capture.issues().size() - SHOWN))
                    .append(" more; --format json lists all\n");
        }
    }

    private void events() {
        List<@Nullable Object[]> recorded = new ArrayList<>();
        long silent = 0;
        for (Map<String, @Nullable Object> event : capture.events()) {
            if (event.get("records") instanceof Number n && n.longValue() > 0) {
                recorded.add(new Object[] {"  " + event.get("event"), n});
            } else {
                silent++;
            }
        }
        text.append('\n').append(new TextTable(List.of("events recorded", "records"), recorded).text());
        if (silent > 0) {
            text.append("\n")
                    .append(Values.count(silent, "more event"))
                    .append(silent == 1 ? " is" : " are")
                    .append(" declared, without a record: not switched on, filtered out, or never happened.\n");
        }
    }
}
