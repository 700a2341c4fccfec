// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.GivenFormats;
import dev.faultline.parsers.text.print.Match;
import dev.faultline.parsers.tracefs.FormatFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which formats a text is read with: those of the kernel that the text or a file beside it names ({@code uname -a} saved
 * as {@code FILE.uname} beside it, or as {@code uname}, {@code /proc/version} as {@code version}, in the same directory or
 * in one beside it or above); where nothing names one, those that read most of a
 * sample of lines, said so.
 *
 * @param catalogue the events
 * @param release the kernel's release where it is named
 * @param source in words
 */
record SchemaChoice(Catalogue catalogue, @Nullable String release, String source) {
    private static final Pattern UNAME = Pattern.compile("Linux (?:version )?(?:\\S+ )??(\\d+\\.\\d+\\S*)");
    private static final String TRACERS = "ftrace";
    private static final long LARGEST = 4096;
    private static final int TRIED_LINES = 10_000;

    /** What the user gave, else what lies beside the text. */
    static @Nullable SchemaChoice given(@Nullable GivenFormats given, Path path, Heading heading) throws IOException {
        GivenFormats formats = given == null ? FormatFiles.beside(path) : given;
        if (formats == null) {
            return null;
        }
        String release = heading.release() == null ? formats.release() : heading.release();
        String words = formats.events().size() + " formats of " + formats.source()
                + (given == null ? ", beside the text" : ", given with --schema");
        release = release == null ? neighbours(path) : release;
        return new SchemaChoice(new Catalogue(withTracers(formats.events(), release)), release, words);
    }

    /** Tracers' own events (function, print, ...) are not below {@code events} of every saved tree, and hardly change. */
    private static List<EventSchema> withTracers(List<EventSchema> events, @Nullable String release)
            throws IOException {
        if (events.stream().anyMatch(event -> event.system().equals(TRACERS))) {
            return events;
        }
        SchemaSnapshot named = release == null ? null : SchemaSnapshot.of(release);
        SchemaSnapshot snapshot = named == null ? SchemaSnapshot.all().get(0) : named;
        List<EventSchema> all = new ArrayList<>(events);
        snapshot.read().stream().filter(event -> event.system().equals(TRACERS)).forEach(all::add);
        return all;
    }

    private static @Nullable String neighbours(Path path) throws IOException {
        Path named = neighbour(path);
        return named == null ? null : release(named);
    }

    /** Chooses for a text that begins with {@code bytes[0, size)}. */
    static SchemaChoice of(Path path, Heading heading, LineSyntax syntax, byte[] bytes, int size) throws IOException {
        String release = heading.release();
        String where = "the text";
        if (release == null) {
            Path named = neighbour(path);
            release = named == null ? null : release(named);
            where = named == null ? "" : String.valueOf(named.getFileName());
        }
        SchemaSnapshot snapshot = release == null ? null : SchemaSnapshot.of(release);
        if (snapshot != null) {
            boolean same = snapshot.release().equals(release);
            String words = "snapshot of Linux " + snapshot.release()
                    + (same ? "" : ", of the same series as " + release) + ", named by " + where;
            return new SchemaChoice(new Catalogue(snapshot.read()), release, words);
        }
        return tried(release, syntax, bytes, size);
    }

    private static @Nullable Path neighbour(Path path) throws IOException {
        Path own = Path.of(path + ".uname");
        if (names(own)) {
            return own;
        }
        Path directory = path.toAbsolutePath().getParent();
        List<Path> places = new ArrayList<>();
        for (int i = 0; i < 2 && directory != null; i++) {
            places.add(directory);
            try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, Files::isDirectory)) {
                children.forEach(places::add);
            }
            directory = directory.getParent();
        }
        for (Path place : places) {
            for (String name : new String[] {"uname", "version"}) {
                Path file = place.resolve(name);
                if (names(file)) {
                    return file;
                }
            }
        }
        return null;
    }

    private static boolean names(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) <= LARGEST && release(file) != null;
    }

    private static @Nullable String release(Path file) throws IOException {
        Matcher matcher = UNAME.matcher(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8));
        return matcher.find() ? matcher.group(1) : null;
    }

    private static SchemaChoice tried(@Nullable String release, LineSyntax syntax, byte[] bytes, int size)
            throws IOException {
        SchemaChoice best = null;
        int most = -1;
        boolean tie = false;
        for (SchemaSnapshot snapshot : SchemaSnapshot.all()) {
            Catalogue catalogue = new Catalogue(snapshot.read());
            int read = readable(catalogue, syntax, bytes, size);
            tie = read == most || (tie && read < most);
            if (read > most) {
                most = read;
                best = new SchemaChoice(catalogue, release, snapshot.release());
            }
        }
        SchemaChoice chosen = java.util.Objects.requireNonNull(best);
        String words = "snapshot of Linux " + chosen.source + ", which reads most lines of a sample (" + most
                + (tie ? ", as others do" : "") + "); "
                + (release == null ? "nothing names the kernel" : "there is none of " + release);
        return new SchemaChoice(chosen.catalogue, release, words);
    }

    private static int readable(Catalogue catalogue, LineSyntax syntax, byte[] bytes, int size) {
        Line line = new Line();
        EventText text = new EventText();
        Match match = new Match();
        int read = 0;
        int lines = 0;
        int at = 0;
        for (int i = 0; i < size && lines < TRIED_LINES; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            line.reset(bytes, at, i, i + 1);
            if (i > at && syntax.read(line)) {
                lines++;
                text.read(line);
                boolean whole = text.kind != EventText.Kind.NAMED;
                int from = Scanner.spaces(bytes, whole ? text.nameFrom : text.from, line.end);
                for (TextEvent event : catalogue.events(EventNames.of(text, line))) {
                    read += event.read(match, bytes, from, line.end) ? 1 : 0;
                }
            }
            at = i + 1;
        }
        return read;
    }

    /** Whether times of the text are counts of something other than nanoseconds: they have no fraction of a second. */
    static boolean counts(LineSyntax syntax, byte[] bytes, int size) {
        if (!(syntax instanceof ContextSyntax)) {
            return false;
        }
        Line line = new Line();
        int at = 0;
        for (int i = 0; i < size; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            line.reset(bytes, at, i, i + 1);
            if (i > at && syntax.read(line) && line.ts != Origins.NO_TS) {
                return Scanner.find(bytes, at, line.text, ".") == Scanner.NONE || !fraction(bytes, line);
            }
            at = i + 1;
        }
        return false;
    }

    private static boolean fraction(byte[] bytes, Line line) {
        int colon = line.text - 1;
        while (bytes[colon] != ':') {
            colon--;
        }
        int digits = colon - 1;
        while (bytes[digits] >= '0' && bytes[digits] <= '9') {
            digits--;
        }
        return bytes[digits] == '.';
    }
}
