// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes a capture as text, in the layouts of tracefs and of {@code trace-cmd report}, in constant memory. The line of
 * an event is written when the next event is known: the latency format shows the delay to it.
 */
public final class TextWriter implements Closeable {
    private final TextSpec spec;
    private final Writer out;
    private final TextLines lines;
    private final StringBuilder behind = new StringBuilder();
    private @Nullable TextEvent pending;
    private long first;
    private boolean begun;

    private TextWriter(TextSpec spec, Writer out) throws IOException {
        this.spec = spec;
        this.out = out;
        this.lines = new TextLines(spec);
        out.write(new TextHeader(spec).text());
    }

    /** Creates or replaces a file. */
    public static TextWriter create(Path path, TextSpec spec) throws IOException {
        BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
        return new TextWriter(spec, out);
    }

    /** Writes to something else, which is closed with this. */
    public static TextWriter to(Writer out, TextSpec spec) throws IOException {
        return new TextWriter(spec, out);
    }

    /** Writes one event. */
    public TextWriter event(TextEvent event) throws IOException {
        flush(event.ts());
        if (!begun) {
            begun = true;
            first = event.ts();
        }
        pending = event;
        return this;
    }

    /** A further line of the last event: of a stack trace, or of a text with several lines. */
    public TextWriter line(String text) {
        behind.append(text).append('\n');
        return this;
    }

    /** An unknown number of events was lost on a cpu before its next event. */
    public TextWriter lost(int cpu) {
        boolean report = spec.layout == TextSpec.Layout.REPORT;
        return line("CPU:" + cpu + (report ? " [EVENTS DROPPED]" : " [LOST EVENTS]"));
    }

    /** That many events were lost on a cpu before its next event. */
    public TextWriter lost(int cpu, long count) {
        boolean report = spec.layout == TextSpec.Layout.REPORT;
        return line("CPU:" + cpu + (report ? " [" + count + " EVENTS DROPPED]" : " [LOST " + count + " EVENTS]"));
    }

    /** The first event of a cpu follows, while others began before: what it did until then was overwritten. */
    public TextWriter bufferStarted(int cpu) {
        return line("##### CPU " + cpu + " buffer started ####");
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush(pending == null ? 0 : pending.ts());
        }
    }

    private void flush(long next) throws IOException {
        TextEvent event = pending;
        if (event != null) {
            out.write(lines.line(event, first, next));
            out.write('\n');
            pending = null;
        }
        out.write(behind.toString());
        behind.setLength(0);
    }
}
