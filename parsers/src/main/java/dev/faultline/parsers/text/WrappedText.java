// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureFormat;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.schema.GivenFormats;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * ftrace text inside of something else: the HTML that systrace writes, and what {@code atrace -z} prints, a deflated
 * stream behind a line {@code TRACE:} (docs/formats/ftrace-text.md). What is inside is copied out and read as text; its
 * lines are counted there.
 */
public final class WrappedText implements CaptureFormat {
    private static final String MARK = "TRACE:\n";

    /** First byte of a zlib stream: deflate with a window of up to 32 KiB. */
    private static final int ZLIB = 0x78;

    /** Bytes in which a document type or the line before a deflated stream must stand. */
    private static final int BEGINNING = 256;

    private final @Nullable GivenFormats given;

    /** Texts whose formats are those of a kernel that is known. */
    public WrappedText() {
        this(null);
    }

    /** @param given formats to use instead; {@code null} for what is found */
    public WrappedText(@Nullable GivenFormats given) {
        this.given = given;
    }

    @Override
    public String name() {
        return "ftrace text in HTML";
    }

    @Override
    public boolean recognises(byte[] head) {
        String start = beginning(head);
        return html(start) || deflatedAt(start) >= 0;
    }

    private static String beginning(byte[] head) {
        return new String(head, 0, Math.min(head.length, BEGINNING), StandardCharsets.ISO_8859_1);
    }

    private static boolean html(String start) {
        String text =
                start.replaceFirst("^\u00ef\u00bb\u00bf", "").stripLeading().toLowerCase(Locale.ROOT);
        return text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<!--");
    }

    /** Where a deflated stream begins, -1 when there is none. */
    private static int deflatedAt(String start) {
        int mark =
                start.replace("\r\n", " \n").replace("TRACE: \n", " TRACE:\n").indexOf(MARK);
        int at = mark + MARK.length();
        return mark >= 0 && at < start.length() && start.charAt(at) == ZLIB ? at : -1;
    }

    @Override
    public Capture open(CaptureFile file) throws IOException {
        byte[] head = new byte[BEGINNING];
        int read = file.read(0, head, 0, head.length);
        String start = new String(head, 0, read, StandardCharsets.ISO_8859_1);
        int deflated = deflatedAt(start);
        if (deflated >= 0) {
            return text(file, new DeflatedText(new TextPart(file, deflated, file.length())));
        }
        List<TextPart.Range> ranges = HtmlParts.find(file);
        if (ranges.isEmpty()) {
            throw new MalformedCaptureException(
                    file.name(), "", 0, "HTML without trace data", "a capture, or HTML written by systrace");
        }
        return text(file, new HtmlText(file, ranges));
    }

    /** Copies the text out and opens the copy; the file itself is done with then. */
    private Capture text(CaptureFile file, InputStream inside) throws IOException {
        CaptureFile copy;
        try (InputStream in = new BufferedInputStream(inside, 1 << 16)) {
            copy = CaptureFile.copyOf(file.path(), in);
        }
        boolean opened = false;
        try {
            Capture capture = new TextFormat(given).open(copy);
            opened = true;
            file.close();
            return capture;
        } finally {
            if (!opened) {
                copy.close();
            }
        }
    }
}
