// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawBuffer;
import dev.faultline.samples.read.RawEvent;
import dev.faultline.samples.read.RawRecord;
import dev.faultline.samples.read.RawSubBuffer;
import dev.faultline.samples.read.RawText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text of tracefs or of {@code trace-cmd report}: a record is a line, with those that belong to it. */
@SuppressWarnings("ReferenceEquality") // a duplicate equals its original
final class OriginalText implements Original {
    private static final Pattern ENTRIES = Pattern.compile("(entries-in-buffer/entries-written: )(\\d+)/(\\d+)");

    private final Path path;
    private final RawText text;
    private final List<Track> tracks = new ArrayList<>();

    OriginalText(Path path, RawText text) {
        this.path = path;
        this.text = text;
        Map<Integer, List<RawRecord>> cpus = new TreeMap<>();
        for (RawText.Item item : text.items()) {
            RawRecord event = item.event();
            if (event != null) {
                cpus.computeIfAbsent(event.cpu(), cpu -> new ArrayList<>()).add(event);
            }
        }
        RawBuffer buffer = new RawBuffer("", null, 0, cpus.size(), Map.of(), null);
        cpus.forEach((cpu, records) -> tracks.add(new Track(
                buffer, cpu, List.of(new RawSubBuffer(0, records.get(0).ts(), 0, new byte[0], 0, records)))));
    }

    RawText text() {
        return text;
    }

    @Override
    public String name() {
        return "text";
    }

    @Override
    public List<Track> tracks() {
        return tracks;
    }

    @Override
    public Collection<RawEvent> events() {
        return List.of();
    }

    @Override
    public @Nullable String refusal(Reach reach) {
        return switch (reach) {
            case RECORDS -> null;
            case FIELDS ->
                "lines can be taken out, doubled and moved, but what they say is not changed; "
                        + "mutate the trace.dat, perf.data or raw pages of the same recording";
            case SUB_BUFFERS -> "it has no sub-buffers";
            case BUFFERS -> "it has one buffer";
        };
    }

    @Override
    public void write(Mutation mutation, Path out) throws IOException {
        List<String> lines = new ArrayList<>();
        int more = 0;
        for (RawText.Item item : text.items()) {
            RawRecord event = item.event();
            if (event == null) {
                lines.add(item.text());
                continue;
            }
            List<RawRecord> now = mutation.apply(List.of(event));
            now.forEach(record -> lines.add(record == event ? item.text() : text.print(record)));
            more += now.size() - 1;
        }
        try (BufferedWriter writer = Files.newBufferedWriter(out, StandardCharsets.ISO_8859_1)) {
            for (String line : lines) {
                writer.write(more != 0 && line.startsWith("#") ? counted(line, more) : line);
            }
        }
        Path release = Path.of(path + ".uname");
        if (Files.exists(release)) {
            Files.copy(release, Path.of(out + ".uname"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The heading of a trace says how many events follow. */
    private static String counted(String line, int more) {
        return ENTRIES.matcher(line)
                .replaceFirst(found -> found.group(1) + sum(found, 2, more) + "/" + sum(found, 3, more));
    }

    private static long sum(MatchResult found, int group, int more) {
        return Long.parseLong(found.group(group)) + more;
    }
}
