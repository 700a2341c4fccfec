// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Lines of buffers saved as text, handed out as rows of {@code ftrace.unparsed}. */
final class TextLines {
    private static final int BLOCK = 1 << 20;
    private static final int SLACK = 64;

    private final Contents contents;
    private final EventRecords lines;

    TextLines(Contents contents, EventSchema unparsed, int index) {
        this.contents = contents;
        this.lines = new EventRecords(unparsed, index);
    }

    /**
     * Hands out every line; none when the selection asks for a window, cpus or threads, which lines do not tell.
     *
     * @param firstId buffer id of the first text buffer
     * @return number of lines
     */
    long scan(Selection selection, int firstId, RecordSink sink) throws IOException, InterruptedException {
        boolean all = selection.fromTs() == Long.MIN_VALUE
                && selection.toTs() == Long.MAX_VALUE
                && selection.cpus() == null
                && selection.tids() == null;
        if (!all) {
            return 0;
        }
        boolean wanted = selection.events().test(lines.schema());
        long count = 0;
        for (int i = 0; i < contents.texts.size(); i++) {
            count += scan(contents.texts.get(i).text(), firstId + i, wanted, sink);
        }
        return count;
    }

    private long scan(Bytes text, int bufferId, boolean wanted, RecordSink sink)
            throws IOException, InterruptedException {
        long count = 0;
        long at = 0;
        while (at < text.length()) {
            int size = (int) Math.min(BLOCK, text.length() - at);
            byte[] block = Arrays.copyOf(text.copy(at, size), size + SLACK);
            boolean last = at + size == text.length();
            int used = split(block, size, last);
            count += lines.count();
            if (wanted && lines.count() > 0) {
                sink.accept(new RecordBlock(
                        0,
                        -1,
                        bufferId,
                        block,
                        contents.header.order(),
                        text.fileOffset(at),
                        false,
                        List.of(lines),
                        new IssueLog(contents.file.name())));
            }
            at += used;
        }
        return count;
    }

    /** Finds the lines of a block and returns how many bytes they cover; a line longer than a block is cut. */
    private int split(byte[] block, int size, boolean last) {
        lines.clear();
        int start = 0;
        for (int i = 0; i < size; i++) {
            if (block[i] == '\n') {
                lines.add(start, i - start, 0);
                start = i + 1;
            }
        }
        if (start < size && (last || start == 0)) {
            lines.add(start, size - start, 0);
            start = size;
        }
        return start;
    }
}
