// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureFormat;
import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.schema.GivenFormats;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ftrace as text (formats section B.4). */
public final class TextFormat implements CaptureFormat {
    private static final String NAME = "ftrace text";

    /** Bytes that decide on the syntax and the formats: of the beginning, and of places all over the file. */
    private static final int BEGINNING = 1 << 18;

    private static final String HEADING = "# tracer:";

    private static final int PLACES = 24;
    private static final int PLACE = 1 << 15;

    private final @Nullable GivenFormats given;

    /** Texts whose formats lie beside them, or are those of a kernel that is known. */
    public TextFormat() {
        this(null);
    }

    /** @param given formats to use instead; {@code null} for what is found */
    public TextFormat(@Nullable GivenFormats given) {
        this.given = given;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Anything that begins with readable characters; whether there are event lines is seen when opening. */
    @Override
    public boolean recognises(byte[] head) {
        if (new String(head, StandardCharsets.ISO_8859_1).startsWith(HEADING)) {
            return true; // also with option bin, which is refused with its reason
        }
        for (byte b : head) {
            boolean control = b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t';
            if (control || b == 0x7f) {
                return false;
            }
        }
        return head.length > 0;
    }

    @Override
    public Capture open(CaptureFile file) throws IOException {
        byte[] sample = sample(file);
        Beginning beginning = beginning(file, sample);
        if (beginning == null) {
            throw noEvents(file, sample, sample.length);
        }
        return part(file, beginning, new Stretch(0, 0, file.length()), 1, null);
    }

    /**
     * What the lines of a text have in common.
     *
     * @param sample the lines it was told from
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Beginning(LineSyntax syntax, Heading heading, SchemaChoice schemas, byte[] sample) {}

    /** Tells it from a sample of lines; {@code null} when none of them is an event. */
    @Nullable
    Beginning beginning(CaptureFile file, byte[] sample) throws IOException {
        int size = sample.length;
        LineSyntax syntax = SyntaxGuess.of(sample, size);
        if (syntax == null) {
            return null;
        }
        syntax = syntax instanceof ScriptSyntax ? ScriptSyntax.of(sample, size) : syntax;
        Heading heading = Heading.of(new String(sample, 0, Math.min(size, 1 << 16), StandardCharsets.UTF_8));
        SchemaChoice found = SchemaChoice.given(given, file.path(), heading);
        SchemaChoice schemas = found == null ? SchemaChoice.of(file.path(), heading, syntax, sample, size) : found;
        return new Beginning(syntax, heading, schemas, sample);
    }

    /**
     * The lines of a part of a text.
     *
     * @param bytes where they begin and end
     * @param firstLine number of the first of them
     * @param numbers of the events of perf script that parts before this one had; those of this part are added; {@code null}
     *     when this is all
     */
    static TextCapture part(
            CaptureFile file,
            Beginning beginning,
            Stretch bytes,
            long firstLine,
            @Nullable Map<String, Integer> numbers)
            throws IOException {
        List<Stretch> stretches = Stretch.of(bytes.from(), bytes.to());
        try {
            Survey survey = Survey.of(
                    file, beginning.syntax(), stretches, beginning.schemas().catalogue()::knows);
            TextContents contents = contents(file, beginning, stretches, survey);
            return new TextCapture(contents, beginning.schemas().release(), firstLine, numbers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + file.name());
        }
    }

    private static TextContents contents(
            CaptureFile file, Beginning beginning, List<Stretch> stretches, Survey survey) {
        LineSyntax syntax = beginning.syntax();
        SchemaChoice schemas = beginning.schemas();
        byte[] sample = beginning.sample();
        Map<String, List<TextEvent>> byName = new HashMap<>();
        Set<TextEvent> events = new LinkedHashSet<>();
        boolean script = syntax instanceof ScriptSyntax;
        if (script) {
            events.addAll(ScriptRows.TABLES);
        }
        survey.names().forEach((name, facts) -> {
            List<TextEvent> all =
                    script ? scripted(name, facts, schemas.catalogue()) : events(name, facts, schemas.catalogue());
            byName.put(name, all);
            events.addAll(all);
        });
        if (byName.containsKey(EventNames.GRAPH_ENTRY) && !byName.containsKey(EventNames.GRAPH_EXIT)) {
            // the line of a call without others inside is both
            TextEvent exit = OwnForms.graph(EventNames.GRAPH_EXIT);
            byName.put(EventNames.GRAPH_EXIT, List.of(exit));
            events.add(exit);
        }
        ClockUnit unit = SchemaChoice.counts(syntax, sample, sample.length) ? ClockUnit.COUNT : ClockUnit.NS;
        return new TextContents(
                file,
                beginning.heading(),
                syntax,
                schemas.source(),
                unit,
                stretches,
                survey,
                List.copyOf(events),
                byName);
    }

    private static List<TextEvent> events(String name, NameFacts facts, Catalogue catalogue) {
        List<TextEvent> all = new ArrayList<>(catalogue.events(EventNames.marker(name) ? EventNames.PRINT : name));
        switch (name) {
            case EventNames.RAW_DATA -> all.addAll(catalogue.events(EventNames.PRINT));
            case EventNames.SWITCH -> all.addAll(catalogue.events(EventNames.WAKEUP));
            case EventNames.UNKNOWN -> all.add(OwnForms.unknown());
            case EventNames.BLOCK -> all.add(OwnForms.block());
            case EventNames.GRAPH_ENTRY, EventNames.GRAPH_EXIT -> {
                all.clear();
                all.add(OwnForms.graph(name));
            }
            default -> {}
        }
        TextEvent described = facts.described.event(name);
        boolean probe = described != null && !described.schema().system().equals("synthetic");
        if (described != null && (probe || (all.isEmpty() && !catalogue.knows(name)))) {
            all.add(described);
        }
        return all;
    }

    /** Of perf script: records that are no samples, tracepoints; the events that are neither have no table of their own. */
    private static List<TextEvent> scripted(String name, NameFacts facts, Catalogue catalogue) {
        List<TextEvent> side = PerfForms.side(name);
        return !side.isEmpty() || !ScriptName.tracepoint(name) ? side : events(name, facts, catalogue);
    }

    /** The beginning and, of a larger file, pieces from places all over it, each from the start of a line. */
    private static byte[] sample(CaptureFile file) throws IOException {
        byte[] bytes = new byte[BEGINNING + PLACES * PLACE];
        int size = file.read(0, bytes, 0, (int) Math.min(file.length(), bytes.length));
        if (file.length() <= bytes.length) {
            return Arrays.copyOf(bytes, size);
        }
        size = lines(bytes, 0, BEGINNING);
        for (int i = 0; i < PLACES; i++) {
            byte[] piece = new byte[PLACE];
            long at = BEGINNING + (file.length() - BEGINNING - PLACE) / PLACES * i;
            int read = file.read(at, piece, 0, PLACE);
            int from = 0;
            while (from < read && piece[from] != '\n') {
                from++;
            }
            int to = lines(piece, from, read);
            System.arraycopy(piece, from, bytes, size, Math.max(0, to - from));
            size += Math.max(0, to - from);
        }
        return Arrays.copyOf(bytes, size);
    }

    /** End of the last whole line. */
    private static int lines(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    static MalformedCaptureException noEvents(CaptureFile file, byte[] sample, int size) {
        int end = 0;
        while (end < size && end < 60 && sample[end] != '\n') {
            end++;
        }
        if (binary(sample, size)) {
            return new MalformedCaptureException(
                    file.name(),
                    "",
                    0,
                    "the output of trace option bin: threads, times and numbers of event types, but no names and no fields",
                    "the same without option bin (plain, raw and hex are read)");
        }
        String first = new String(sample, 0, end, StandardCharsets.UTF_8);
        return new MalformedCaptureException(
                file.name(), "", 0, "text without event lines, beginning with \"" + first + "\"", "a capture");
    }

    /**
     * Whether a text goes on in binary behind its heading. Of a tracepoint, option bin writes s32 tid, s32 cpu, u64 time and
     * {@code type: NUMBER} (Linux kernel/trace/trace.c, {@code print_bin_fmt()}, and trace_output.c,
     * {@code trace_nop_print()}): the number is of one boot, and its fields are not there.
     */
    private static boolean binary(byte[] sample, int size) {
        String text = new String(sample, 0, size, StandardCharsets.ISO_8859_1);
        return text.startsWith(HEADING) && text.indexOf('\0') >= 0 && text.contains("\0type: ");
    }
}
