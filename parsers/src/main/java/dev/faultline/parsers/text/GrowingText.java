// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.schema.GivenFormats;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text that still grows: a stream, or a file somebody writes to. What has come is handed out piece by piece, each a capture
 * of whole events. The last event waits for the next piece, as lines that belong to it may still come.
 */
public final class GrowingText implements Closeable {
    /** Bytes of a piece, so that its memory is bounded however far behind the reader is. */
    private static final int LARGEST = 16 << 20;
    /** Lines behind this much cannot belong to one event. */
    private static final int TAIL = LineWalk.LONGEST_GROUP;

    private static final int SAMPLE = 1 << 18;

    private final CaptureFile file;
    private final TextFormat format;
    /** Of the events of perf script, as they came. */
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    private TextFormat.@Nullable Beginning beginning;
    private long at;
    private long line = 1;

    /**
     * Takes over a file.
     *
     * @param formats of its events; {@code null} for those beside it or of its kernel
     */
    public GrowingText(CaptureFile file, @Nullable GivenFormats formats) {
        this.file = file;
        this.format = new TextFormat(formats);
    }

    /** Waits until there is enough for a piece of the largest size, or no more can come. */
    public void await() throws IOException {
        file.reaches(at + LARGEST);
    }

    /** Whether no more can come. */
    public boolean ended() {
        return file.ended();
    }

    /**
     * The next piece; {@code null} when there is no whole event more than last time.
     *
     * @param last whether to take all there is, the last event too
     */
    public @Nullable Capture next(boolean last) throws IOException {
        long there = file.available();
        long size = Math.min(there, at + LARGEST);
        if (beginning == null) {
            beginning = begin(size);
        }
        TextFormat.Beginning known = beginning;
        if (known == null || size <= at) {
            return null;
        }
        boolean all = last && size == there;
        long whole = all ? size : wholeLines(size);
        long to = all ? size : lastEvent(known.syntax(), whole);
        if (to <= at) {
            return null;
        }
        // The walk looks at the byte before its first line.
        file.release(at - 1);
        TextCapture piece = TextFormat.part(file.first(whole), known, new Stretch(0, at, to), line, numbers);
        line += piece.lines();
        at = to;
        return piece;
    }

    private TextFormat.@Nullable Beginning begin(long size) throws IOException {
        byte[] sample = new byte[(int) Math.min(size, SAMPLE)];
        int read = file.read(0, sample, 0, sample.length);
        TextFormat.Beginning found = format.beginning(file, Arrays.copyOf(sample, read));
        if (found == null && size >= LARGEST) {
            throw TextFormat.noEvents(file, sample, read);
        }
        return found == null
                ? null
                : new TextFormat.Beginning(
                        found.syntax(), found.heading().withoutCounts(), found.schemas(), found.sample());
    }

    private byte[] tail(long size) throws IOException {
        byte[] tail = new byte[(int) Math.min(size - at, TAIL)];
        file.read(size - tail.length, tail, 0, tail.length);
        return tail;
    }

    private long wholeLines(long size) throws IOException {
        byte[] tail = tail(size);
        int end = tail.length;
        while (end > 0 && tail[end - 1] != '\n') {
            end--;
        }
        return size - tail.length + end;
    }

    /** Where the last event before {@code size}, the end of a line, begins; {@code at} when there is none. */
    private long lastEvent(LineSyntax syntax, long size) throws IOException {
        byte[] tail = size > at ? tail(size) : new byte[0];
        Line candidate = new Line();
        int next = tail.length;
        while (next > 0) {
            int start = next - 1;
            while (start > 0 && tail[start - 1] != '\n') {
                start--;
            }
            candidate.reset(tail, start, next - 1, next);
            boolean begins = start > 0 || size - tail.length == at;
            if (begins && next - 1 > start && syntax.read(candidate)) {
                return size - tail.length + start;
            }
            next = start;
        }
        return size - at > TAIL ? size : at;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
