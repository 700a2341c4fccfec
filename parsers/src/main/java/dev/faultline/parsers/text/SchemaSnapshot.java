// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.FormatText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The formats of one kernel's built-in events, for text that comes without any. They were read from captures recorded on
 * that kernel; ids are of its boot and mean nothing here.
 *
 * @param release {@code uname -r}
 */
record SchemaSnapshot(String release) {
    private static final List<SchemaSnapshot> ALL = List.of(
            new SchemaSnapshot("6.12.117+deb13-amd64"),
            new SchemaSnapshot("6.1.0-56-amd64"),
            new SchemaSnapshot("6.1.192-lab"),
            new SchemaSnapshot("5.10.0-46-amd64"));

    private static final int LONG = 8;
    private static final Map<String, List<EventSchema>> READ = new ConcurrentHashMap<>();

    /** Every snapshot, newest kernel first. */
    static List<SchemaSnapshot> all() {
        return ALL;
    }

    /** The snapshot of a release, else of its series (the first two numbers); {@code null} when there is neither. */
    static @Nullable SchemaSnapshot of(String release) {
        for (SchemaSnapshot snapshot : ALL) {
            if (snapshot.release.equals(release)) {
                return snapshot;
            }
        }
        for (SchemaSnapshot snapshot : ALL) {
            if (snapshot.series().equals(new SchemaSnapshot(release).series())) {
                return snapshot;
            }
        }
        return null;
    }

    /** The first two numbers of the release. */
    String series() {
        String[] numbers = release.split("[.+-]", -1);
        return numbers.length < 2 ? release : numbers[0] + "." + numbers[1];
    }

    /** The events, read once. */
    List<EventSchema> read() throws IOException {
        List<EventSchema> known = READ.get(release);
        if (known == null) {
            known = List.copyOf(unpack());
            READ.put(release, known);
        }
        return known;
    }

    private List<EventSchema> unpack() throws IOException {
        String name = String.format(Locale.ROOT, "schemas/%s.txt.gz", release);
        List<EventSchema> events = new ArrayList<>();
        try (InputStream packed = SchemaSnapshot.class.getResourceAsStream(name)) {
            if (packed == null) {
                throw new IOException("no snapshot " + name);
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8));
            FormatText formats = new FormatText(LONG);
            String system = "";
            StringBuilder text = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("system: ")) {
                    add(events, formats.parse(system, text.toString()));
                    text.setLength(0);
                    system = line.substring("system: ".length());
                } else {
                    text.append(line).append('\n');
                }
            }
            add(events, formats.parse(system, text.toString()));
        }
        return events;
    }

    private static void add(List<EventSchema> events, @Nullable EventSchema event) {
        if (event != null) {
            events.add(event);
        }
    }
}
