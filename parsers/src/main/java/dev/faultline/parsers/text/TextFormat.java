// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureFormat;
import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.MalformedCaptureException;
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

/** ftrace as text (formats section B.4). */
public final class TextFormat implements CaptureFormat {
    private static final String NAME = "ftrace text";

    /** Bytes that decide on the syntax and the formats: of the beginning, and of places all over the file. */
    private static final int BEGINNING = 1 << 18;

    private static final int PLACES = 24;
    private static final int PLACE = 1 << 15;

    @Override
    public String name() {
        return NAME;
    }

    /** Anything that begins with readable characters; whether there are event lines is seen when opening. */
    @Override
    public boolean recognises(byte[] head) {
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
        int size = sample.length;
        LineSyntax syntax = SyntaxGuess.of(sample, size);
        if (syntax == null) {
            throw noEvents(file, sample, size);
        }
        syntax = syntax instanceof ScriptSyntax ? ScriptSyntax.of(sample, size) : syntax;
        Heading heading = Heading.of(new String(sample, 0, Math.min(size, 1 << 16), StandardCharsets.UTF_8));
        SchemaChoice schemas = SchemaChoice.of(file.path(), heading, syntax, sample, size);
        List<Stretch> stretches = Stretch.of(0, file.length());
        try {
            Survey survey = Survey.of(file, syntax, stretches, schemas.catalogue()::knows);
            return capture(file, heading, syntax, schemas, stretches, survey, sample, size);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + file.name());
        }
    }

    private static Capture capture(
            CaptureFile file,
            Heading heading,
            LineSyntax syntax,
            SchemaChoice schemas,
            List<Stretch> stretches,
            Survey survey,
            byte[] sample,
            int size) {
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
        ClockUnit unit = SchemaChoice.counts(syntax, sample, size) ? ClockUnit.COUNT : ClockUnit.NS;
        TextContents contents = new TextContents(
                file, heading, syntax, schemas.source(), unit, stretches, survey, List.copyOf(events), byName);
        return new TextCapture(contents, schemas.release());
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

    private static MalformedCaptureException noEvents(CaptureFile file, byte[] sample, int size) {
        int end = 0;
        while (end < size && end < 60 && sample[end] != '\n') {
            end++;
        }
        String first = new String(sample, 0, end, StandardCharsets.UTF_8);
        return new MalformedCaptureException(
                file.name(), "", 0, "text without event lines, beginning with \"" + first + "\"", "a capture");
    }
}
