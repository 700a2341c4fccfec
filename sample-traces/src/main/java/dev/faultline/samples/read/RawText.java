// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text of {@code trace}, {@code trace_pipe} and {@code trace-cmd report}, line by line: {@code TASK-PID [CPU] flags TIME:
 * event: ...}. Lines that begin otherwise and are no comment belong to the event before them.
 */
public final class RawText {
    private static final Pattern EVENT = Pattern.compile(
            "([^\\n]*?-(\\d+)\\s+(?:\\([ \\d-]+\\)\\s+)?\\[(\\d+)\\]\\s+(?:[^\\s:]+\\s+)?)(\\d+)\\.(\\d{6,9})(:\\s+([^\\s:]+).*)",
            Pattern.DOTALL);
    private static final long NS_PER_S = 1_000_000_000;
    /** common_type, common_flags, common_preempt_count, common_pid. */
    private static final int HEAD = 8;

    private static final List<RawField> COMMON = List.of(
            new RawField("unsigned short", "common_type", 0, 2, false),
            new RawField("unsigned char", "common_flags", 2, 1, false),
            new RawField("unsigned char", "common_preempt_count", 3, 1, false),
            new RawField("int", "common_pid", 4, 4, true));

    private final List<Item> items = new ArrayList<>();
    private final Map<String, RawEvent> events = new HashMap<>();
    private int digits = 9;

    /** A line that is no event's, or an event with the lines that belong to it. */
    public record Item(String text, @Nullable RawRecord event) {}

    private RawText() {}

    /**
     * Reads a file, also a packed one.
     *
     * @throws IllegalArgumentException when no line is an event
     */
    public static RawText read(Path file) throws IOException {
        RawText text = new RawText();
        StringBuilder open = new StringBuilder();
        for (String line : new String(Packed.read(file), StandardCharsets.ISO_8859_1).split("(?<=\n)")) {
            boolean event = EVENT.matcher(line).matches();
            if (event || !belongs(line)) {
                text.flush(open);
            }
            open.append(line);
        }
        text.flush(open);
        if (text.items.stream().noneMatch(item -> item.event() != null)) {
            throw new IllegalArgumentException(
                    file + ": no lines as 'TASK-PID [CPU] flags TIME: event: ...', and no other text can be mutated");
        }
        return text;
    }

    private static boolean belongs(String line) {
        return !line.startsWith("#") && !line.matches("(?s)(?:\\w+: )?CPU:\\s*\\d+ \\[.*") && !line.startsWith("cpus=");
    }

    /** Lines in the file's order. */
    public List<Item> items() {
        return List.copyOf(items);
    }

    /** The text of a record: with its own time, in as many digits as the file's. */
    public String print(RawRecord record) {
        byte[] payload = record.payload();
        String text = new String(payload, HEAD, payload.length - HEAD, StandardCharsets.ISO_8859_1);
        String fraction = String.format(java.util.Locale.ROOT, "%09d", Math.floorMod(record.ts(), NS_PER_S));
        String time = Math.floorDiv(record.ts(), NS_PER_S) + "." + fraction.substring(0, digits);
        return text.replaceFirst("\0", Matcher.quoteReplacement(time));
    }

    private void flush(StringBuilder open) {
        String text = open.toString();
        open.setLength(0);
        Matcher line = EVENT.matcher(text);
        if (!line.matches()) {
            if (!text.isEmpty()) {
                items.add(new Item(text, null));
            }
            return;
        }
        digits = line.group(5).length();
        String nanoseconds = (line.group(5) + "000").substring(0, 9);
        long ts = Long.parseLong(line.group(4)) * NS_PER_S + Long.parseLong(nanoseconds);
        RawEvent event = events.computeIfAbsent(
                line.group(7), name -> new RawEvent("text", name, events.size() + 1, COMMON, List.of(), ""));
        byte[] rest = (line.group(1) + '\0' + line.group(6)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] payload = ByteBuffer.allocate(HEAD + rest.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) event.id())
                .putShort((short) 0)
                .putInt(Integer.parseInt(line.group(2)))
                .put(rest)
                .array();
        int cpu = Integer.parseInt(line.group(3));
        items.add(new Item(text, new RawRecord(event, "", cpu, ts, 0, payload, ByteOrder.LITTLE_ENDIAN)));
    }
}
