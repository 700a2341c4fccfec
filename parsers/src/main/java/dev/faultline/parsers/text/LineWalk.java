// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.io.CaptureFile;
import java.io.IOException;

/**
 * Walks over the lines of a stretch of the file, so that every event line is walked over by exactly one stretch, together
 * with the lines that continue it. A stretch owns the event lines that begin inside it; what comes before the first of
 * them belongs to the stretch before.
 */
final class LineWalk {
    /** More than this is no group of lines of one event. */
    static final int LONGEST_GROUP = 1 << 20;

    private final CaptureFile file;
    private final LineSyntax syntax;
    private byte[] bytes = new byte[0];
    private Line current = new Line();
    private Line ahead = new Line();
    private int size;
    /** End of what was read; behind {@code size} when the file ends inside a line. */
    private int cutTo;

    private boolean startsLine;
    private boolean aheadIsEvent;
    private int continuing;

    LineWalk(CaptureFile file, LineSyntax syntax) {
        this.file = file;
        this.syntax = syntax;
    }

    /**
     * Walks over a stretch.
     *
     * @param firstNumber number of the stretch's first line
     * @return number of lines that it owns
     */
    long walk(Stretch stretch, long firstNumber, LineSink sink) throws IOException, InterruptedException {
        load(stretch);
        int owned = (int) Math.min(size, stretch.to() - stretch.from());
        long number = firstNumber;
        boolean begun = stretch.from() == 0;
        int at = startsLine ? 0 : Math.min(size, lineEnd(0) + 1);
        boolean event = at < size && line(current, at);
        while (at < size && (at < owned || (begun && !event))) {
            begun |= event;
            if (event) {
                int more = readAhead();
                sink.event(current, more, number);
                number += 1 + continuing;
                at = more;
                swap();
                event = aheadIsEvent;
            } else {
                if (begun) {
                    other(sink, number++);
                }
                at = current.next;
                event = at < size && line(current, at);
            }
        }
        if (cutTo > size && (begun || stretch.from() == 0)) {
            current.reset(bytes, size, cutTo, cutTo);
            sink.cut(current, number++);
        }
        return number - firstNumber;
    }

    /** Finds the next line that begins something and leaves it in {@code ahead}; index where it begins. */
    private int readAhead() {
        int more = current.next;
        int longest = Math.min(size, more + LONGEST_GROUP);
        continuing = 0;
        aheadIsEvent = false;
        while (more < size) {
            aheadIsEvent = line(ahead, more);
            boolean begins = aheadIsEvent || LossNotice.of(bytes, ahead.start, ahead.end) != null;
            if (begins || more > longest) {
                break;
            }
            more = ahead.next;
            continuing++;
        }
        return more;
    }

    private void swap() {
        Line read = current;
        current = ahead;
        ahead = read;
    }

    private void other(LineSink sink, long number) throws IOException, InterruptedException {
        LossNotice notice = LossNotice.of(current.bytes, current.start, current.end);
        if (notice == null) {
            sink.other(current, number);
        } else {
            sink.loss(notice, number);
        }
    }

    /** Reads the stretch and as much behind it as the lines of its last event may take. */
    private void load(Stretch stretch) throws IOException {
        long wanted = Math.min(file.length() - stretch.from(), stretch.to() - stretch.from() + LONGEST_GROUP);
        if (bytes.length < wanted) {
            bytes = new byte[(int) wanted];
        }
        size = file.read(stretch.from(), bytes, 0, (int) wanted);
        cutTo = size;
        if (stretch.from() + size == file.length()) {
            while (size > 0 && bytes[size - 1] != '\n') {
                size--;
            }
        }
        startsLine = stretch.from() == 0 || previous(stretch.from()) == '\n';
    }

    private byte previous(long offset) throws IOException {
        byte[] one = new byte[1];
        file.read(offset - 1, one, 0, 1);
        return one[0];
    }

    private boolean line(Line line, int at) {
        int end = lineEnd(at);
        int text = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
        line.reset(bytes, at, text, Math.min(size, end + 1));
        return text > at && syntax.read(line);
    }

    private int lineEnd(int from) {
        for (int i = from; i < size; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return size;
    }
}
