// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Resources;
import dev.faultline.analysis.store.StoreException;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From a {@code CAPTURE} argument to its tables, with what the user must know about the capture's state. */
final class Loading {
    /** The bytes 8 to 11 of every DuckDB file. */
    private static final byte[] DUCKDB = "DUCK".getBytes(StandardCharsets.US_ASCII);

    private final Console console;
    private final SelectionOptions selection;
    private final Resources resources;

    Loading(Console console, SelectionOptions selection) {
        this(console, selection, Resources.standard());
    }

    Loading(Console console, SelectionOptions selection, Resources resources) {
        this.console = console;
        this.selection = selection;
        this.resources = resources;
    }

    /** The tables of {@code need}, of one capture. */
    TraceDatabase open(String capture, EventSet need) throws IOException, InterruptedException {
        return open(List.of(capture), need);
    }

    /** The tables of {@code need}, of all captures. */
    TraceDatabase open(List<String> captures, EventSet need) throws IOException, InterruptedException {
        TraceDatabase database = openAsIs(paths(captures), need);
        boolean usable = false;
        try {
            reportDamage(database);
            refuseUnreadableText(database);
            usable = true;
            return database;
        } finally {
            if (!usable) {
                database.close();
            }
        }
    }

    /** As {@link #open}, without a word on damage. */
    TraceDatabase openAsIs(List<Path> paths, EventSet need) throws IOException, InterruptedException {
        try (ProgressLine progress = new ProgressLine(console)) {
            return paths.size() == 1 && isStore(paths.get(0))
                    ? store(paths.get(0), need)
                    : TraceDatabase.load(loadOf(paths, need), progress);
        }
    }

    /** What to decode of captures: {@code need}, or what {@code --events} says instead. */
    LoadRequest request(List<String> captures, EventSet need) throws IOException {
        return loadOf(paths(captures), need);
    }

    /** One capture to read while it grows. */
    LoadRequest following(List<String> captures) throws IOException {
        if (captures.size() != 1) {
            throw new UsageException("--follow takes one capture");
        }
        Path path = CaptureArgument.resolve(captures.get(0));
        return loadOf(List.of(path), EventSet.ALL);
    }

    private List<Path> paths(List<String> captures) throws IOException {
        if (captures.stream().filter("-"::equals).count() > 1) {
            throw new UsageException("standard input (-) can be read once only");
        }
        boolean alone = captures.size() == 1;
        List<Path> paths =
                captures.stream().map(capture -> path(capture, alone)).toList();
        for (Path path : paths) {
            if (paths.size() > 1 && isStore(path)) {
                throw new UsageException(
                        path + " is a converted store, and a store is asked alone: give the captures it was "
                                + "made from, or convert them together");
            }
        }
        return paths;
    }

    /** The file or directory of a {@code CAPTURE} that is looked at more than once; of standard input, what happens is said. */
    Path path(String capture) {
        return path(capture, false);
    }

    private Path path(String capture, boolean once) {
        Path path = CaptureArgument.resolve(capture);
        if (path.equals(CaptureFormats.STANDARD_INPUT) && isCopied(System.in, once)) {
            console.message("faultline: standard input is copied to a temporary file first: only what perf writes to a "
                    + "pipe, and text that needs one look, is read as it arrives");
        }
        return path;
    }

    private static boolean isCopied(InputStream in, boolean once) {
        try {
            return in.markSupported() && !CaptureFormats.readsAsItArrives(in) && !(once && CaptureFormats.isText(in));
        } catch (IOException e) {
            throw new NoCaptureException("standard input cannot be read: " + e.getMessage());
        }
    }

    private LoadRequest loadOf(List<Path> paths, EventSet need) throws IOException {
        EventSet events = selection.events().isEmpty() ? need : EventSet.of(selection.events());
        return new LoadRequest(paths, events, window(), null, resources)
                .withOneClock(selection.oneClock())
                .withFormats(selection.formats());
    }

    /** Times, cpus and threads asked for. */
    Selection window() {
        TimeWindow window = selection.window();
        return new Selection(event -> true, window.from(), window.to(), selection.cpus(), selection.tids());
    }

    private TraceDatabase store(Path path, EventSet need) throws IOException, InterruptedException {
        try {
            TraceDatabase database = TraceDatabase.open(path, resources);
            database.captures();
            if (!selection.narrows()) {
                return database;
            }
            database.close();
        } catch (StoreException e) {
            throw new NoCaptureException(
                    path + ": a DuckDB file, but no store that 'convert' wrote: " + e.getMessage());
        }
        return TraceDatabase.open(path, loadOf(List.of(path), need));
    }

    /** Whether the file is a store that {@code convert} wrote. */
    static boolean isStore(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream file = Files.newInputStream(path)) {
            byte[] head = file.readNBytes(12);
            return head.length == 12 && Arrays.equals(head, 8, 12, DUCKDB, 0, 4);
        }
    }

    /** Refuses a text that cannot be read well enough: it is some other text, or one of a kernel that is not known. */
    private void refuseUnreadableText(TraceDatabase database) {
        List<@Nullable Object[]> texts = database.query("""
                        WITH counts AS (
                          SELECT capture_id, system, event, max(recorded) AS n FROM event_schema
                          GROUP BY capture_id, system, event)
                        SELECT any_value(path), sum(n) FILTER (system = 'ftrace' AND event = 'unparsed'),
                          sum(n) FILTER (format = 'ftrace text' OR event = 'unparsed' OR (system = 'perf'
                            AND event NOT IN ('event', 'script_frame', 'page_fault', 'namespace'))),
                          (SELECT min_by(detail, "offset") FROM parse_issue AS issue
                           WHERE issue.capture_id = counts.capture_id AND kind = 'UNPARSED_LINE')
                        FROM counts JOIN capture USING (capture_id)
                        WHERE format IN ('ftrace text', 'perf script text')
                        GROUP BY capture_id""").all();
        for (@Nullable Object[] text : texts) {
            long unparsed = text[1] instanceof Number lines ? lines.longValue() : 0;
            long all = text[2] instanceof Number lines ? lines.longValue() : 0;
            DamageReport.requireReadable(selection, Values.text(text[0]), unparsed, all, Values.text(text[3]));
        }
    }

    /** Damage is said on standard error, or refused with {@code --strict}. */
    private void reportDamage(TraceDatabase database) {
        List<@Nullable Object[]> issues = database.query(
                        "SELECT kind, count(*), min(path), min(detail) FROM parse_issue GROUP BY kind ORDER BY kind")
                .all();
        if (issues.isEmpty()) {
            return;
        }
        String kinds = issues.stream()
                .map(row -> Values.count(((Number) row[1]).longValue()) + " x " + Values.text(row[0]))
                .collect(Collectors.joining(", "));
        Object[] first = issues.get(0);
        String example = Values.text(first[2]) + ": " + Values.text(first[3]);
        DamageReport.say(console, selection, kinds, example);
    }
}
