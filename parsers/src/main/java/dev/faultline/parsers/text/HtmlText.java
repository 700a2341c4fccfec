// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.io.CaptureFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The text of parts of a page. In a string of a script every line ends with {@code \n\}, and a backslash escapes. */
final class HtmlText extends InputStream {
    private final CaptureFile file;
    private final Deque<TextPart.Range> ranges;
    private InputStream part = InputStream.nullInputStream();
    private boolean script;

    HtmlText(CaptureFile file, List<TextPart.Range> ranges) {
        this.file = file;
        this.ranges = new ArrayDeque<>(ranges);
    }

    @Override
    public int read() throws IOException {
        int next = script ? unescaped() : part.read();
        while (next < 0 && !ranges.isEmpty()) {
            TextPart.Range range = ranges.removeFirst();
            part = new BufferedInputStream(new TextPart(file, range.from(), range.to()), 1 << 16);
            script = range.script();
            next = script ? unescaped() : part.read();
        }
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (!script) {
            int read = part.read(target, offset, count);
            if (read > 0 || count == 0) {
                return read;
            }
        }
        int done = 0;
        while (done < count) {
            int next = read();
            if (next < 0) {
                return done == 0 ? -1 : done;
            }
            target[offset + done++] = (byte) next;
            if (!script) {
                return done;
            }
        }
        return done;
    }

    private int unescaped() throws IOException {
        int next = part.read();
        while (next == '\\') {
            int escaped = part.read();
            if (escaped == 'n') {
                return '\n';
            } else if (escaped == 't') {
                return '\t';
            } else if (escaped != '\n' && escaped != '\r') {
                return escaped;
            }
            next = part.read();
        }
        return next;
    }
}
