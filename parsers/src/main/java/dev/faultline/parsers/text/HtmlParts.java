// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.io.CaptureFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the trace is in a page of systrace: in the elements {@code <script class="trace-data">} that hold ftrace text, in
 * older ones a string of a script that begins with {@code # tracer:}.
 */
final class HtmlParts {
    private static final String ELEMENT = "<script class=\"trace-data\"";
    private static final String END = "</script>";
    private static final String HEADING = "# tracer:";
    private static final String QUOTE = "\";";

    /** Bytes in which the text of an element must show that it is ftrace's. */
    private static final int SHOWN = 1 << 16;

    private static final int STEP = 1 << 20;

    private final CaptureFile file;
    private final byte[] buffer = new byte[STEP + 64];

    private HtmlParts(CaptureFile file) {
        this.file = file;
    }

    /** The parts in the order of the file; none when there is no trace. */
    static List<TextPart.Range> find(CaptureFile file) throws IOException {
        HtmlParts parts = new HtmlParts(file);
        List<TextPart.Range> found = parts.elements();
        return found.isEmpty() ? parts.string() : found;
    }

    private List<TextPart.Range> elements() throws IOException {
        List<TextPart.Range> found = new ArrayList<>();
        long at = search(ELEMENT, 0, file.length());
        while (at >= 0) {
            long open = search(">", at, file.length());
            long from = open < 0 ? file.length() : afterLineFeed(open + 1);
            long end = search(END, from, file.length());
            long to = end < 0 ? file.length() : end;
            if (search(HEADING, from, Math.min(to, from + SHOWN)) >= 0) {
                found.add(new TextPart.Range(from, to, false));
            }
            at = end < 0 ? -1 : search(ELEMENT, end, file.length());
        }
        return found;
    }

    private long afterLineFeed(long at) throws IOException {
        byte[] one = new byte[1];
        boolean feed = file.read(at, one, 0, 1) == 1 && one[0] == '\n';
        return feed ? at + 1 : at;
    }

    private List<TextPart.Range> string() throws IOException {
        long from = search(HEADING, 0, file.length());
        if (from < 0) {
            return List.of();
        }
        long element = search(END, from, file.length());
        long to = element < 0 ? file.length() : element;
        long quote = search("\n" + QUOTE, from, to);
        return List.of(new TextPart.Range(from, quote < 0 ? to : quote + 1, true));
    }

    /** Place of a text, -1 when it does not occur. */
    private long search(String text, long from, long to) throws IOException {
        int overlap = text.getBytes(StandardCharsets.ISO_8859_1).length - 1;
        long at = from;
        while (at < to) {
            int read = file.read(at, buffer, 0, (int) Math.min(buffer.length, to - at));
            int found = Scanner.find(buffer, 0, read, text);
            if (found != Scanner.NONE) {
                return at + found;
            }
            if (read <= overlap) {
                return -1;
            }
            at += read - overlap;
        }
        return -1;
    }
}
