// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.Origins;

/**
 * {@code comm-tid (tgid) [cpu] flags ts: event}, with everything between tid and ts but the cpu optional: tracefs's own
 * lines (Linux kernel/trace/trace_output.c, {@code trace_print_context()}) and those of {@code trace-cmd report}
 * (tracecmd/trace-read.c). A comm may hold any byte; it is never longer than 16.
 */
final class ContextSyntax implements LineSyntax {
    private static final int COMM = 16;
    private static final int MOST_FLAGS = 8;

    @Override
    public String name() {
        return "task, cpu and time";
    }

    @Override
    public boolean read(Line line) {
        byte[] bytes = line.bytes;
        int usual = line.start + COMM;
        if (Scanner.is(bytes, usual, line.end, '-') && readFrom(line, usual)) {
            return true;
        }
        for (int i = line.start + 1; i < line.end; i++) {
            if (bytes[i] == '-' && i != usual && readFrom(line, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean readFrom(Line line, int dash) {
        byte[] bytes = line.bytes;
        int end = line.end;
        int tidEnd = Scanner.digits(bytes, dash + 1, end);
        if (tidEnd == Scanner.NONE) {
            return false;
        }
        int at = tgid(line, Scanner.spaces(bytes, tidEnd, end));
        int cpuEnd = at != Scanner.NONE && Scanner.is(bytes, at, end, '[')
                ? Scanner.digits(bytes, at + 1, end)
                : Scanner.NONE;
        if (!Scanner.is(bytes, cpuEnd, end, ']')) {
            return false;
        }
        int stamp = stamp(line, cpuEnd + 1);
        if (stamp == Scanner.NONE) {
            return false;
        }
        line.commFrom = Scanner.spaces(bytes, Math.max(line.start, dash - COMM), dash);
        line.commTo = dash;
        line.tid = (int) Scanner.decimal(bytes, dash + 1, tidEnd);
        line.cpu = (int) Scanner.decimal(bytes, at + 1, cpuEnd);
        line.text = stamp;
        return true;
    }

    /** {@code (1234)} or {@code (-----)}; index behind it and its spaces. */
    private static int tgid(Line line, int at) {
        byte[] bytes = line.bytes;
        line.tgid = Origins.NONE;
        if (!Scanner.is(bytes, at, line.end, '(')) {
            return at;
        }
        int from = Scanner.spaces(bytes, at + 1, line.end);
        int to = Scanner.digits(bytes, from, line.end);
        if (to != Scanner.NONE) {
            line.tgid = (int) Scanner.decimal(bytes, from, to);
        } else {
            to = from;
            while (Scanner.is(bytes, to, line.end, '-')) {
                to++;
            }
        }
        return Scanner.is(bytes, to, line.end, ')') ? Scanner.spaces(bytes, to + 1, line.end) : Scanner.NONE;
    }

    /** Flags if there are any, the time, a colon; index of the event's text. */
    private static int stamp(Line line, int at) {
        byte[] bytes = line.bytes;
        int from = Scanner.spaces(bytes, at, line.end);
        int to = from;
        while (to < line.end && bytes[to] != ' ') {
            to++;
        }
        boolean flags = to - from <= MOST_FLAGS && to < line.end && bytes[to - 1] != ':';
        line.flagsFrom = from;
        line.flagsTo = flags ? to : from;
        int stamp = Stamps.read(line, flags ? Scanner.spaces(bytes, to, line.end) : from);
        if (stamp == Scanner.NONE || !Scanner.is(bytes, stamp, line.end, ':')) {
            return Scanner.NONE;
        }
        int text = stamp + 1;
        return Scanner.is(bytes, text, line.end, ' ') ? text + 1 : text;
    }
}
