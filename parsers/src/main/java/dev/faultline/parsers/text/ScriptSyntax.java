// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.Origins;

/**
 * {@code comm pid/tid [cpu] sec.usec: period event: ...}, with everything but the time and the event optional (Linux
 * tools/perf/builtin-script.c, {@code perf_sample__fprintf_start()}). A single number is the thread, as by default.
 */
final class ScriptSyntax implements LineSyntax {
    private static final int MICROS = 6;
    private static final int NANOS = 9;
    private static final String RECORD = "PERF_RECORD_";

    private final boolean cgroups;

    ScriptSyntax() {
        this(false);
    }

    private ScriptSyntax(boolean cgroups) {
        this.cgroups = cgroups;
    }

    /** The syntax of a text whose lines all end with the path of a cgroup ({@code -F cgroup}), or of one whose do not. */
    static ScriptSyntax of(byte[] bytes, int size) {
        ScriptSyntax plain = new ScriptSyntax();
        Line line = new Line();
        int samples = 0;
        int at = 0;
        for (int i = 0; i < size; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            line.reset(bytes, at, i, i + 1);
            at = i + 1;
            if (plain.read(line) && !line.record) {
                samples++;
                if (path(line) == Scanner.NONE) {
                    return plain;
                }
            }
        }
        return samples == 0 ? plain : new ScriptSyntax(true);
    }

    /** Start of the last word where it is a path; {@link Scanner#NONE} otherwise. */
    private static int path(Line line) {
        int from = line.end;
        while (from > line.nameTo && line.bytes[from - 1] != ' ') {
            from--;
        }
        return from > line.nameTo && Scanner.is(line.bytes, from, line.end, '/') ? from : Scanner.NONE;
    }

    @Override
    public String name() {
        return "task, cpu and time of perf script";
    }

    @Override
    public boolean read(Line line) {
        byte[] bytes = line.bytes;
        if (line.start < line.end && bytes[line.start] == '\t') {
            return false;
        }
        for (int i = line.start + MICROS; i < line.end; i++) {
            if (bytes[i] == ':' && digit(bytes[i - 1]) && Scanner.is(bytes, i + 1, line.end, ' ') && readAt(line, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Reads a line whose time ends at {@code colon}. */
    private boolean readAt(Line line, int colon) {
        int stamp = stamp(line, colon);
        if (stamp == Scanner.NONE || !event(line, colon + 1) || !task(line, stamp)) {
            return false;
        }
        Stamps.read(line, stamp);
        line.script = true;
        if (line.record && line.ts == 0) {
            // perf made it up itself: nothing is known of who, where and when
            line.ts = Origins.NO_TS;
            line.cpu = Origins.NONE;
            line.tid = Origins.NONE;
        }
        int path = cgroups && !line.record ? path(line) : Scanner.NONE;
        if (path != Scanner.NONE) {
            line.cgroupFrom = path;
            line.cgroupTo = line.end;
            line.end = path - 1;
        }
        return true;
    }

    /** Start of the time. */
    private static int stamp(Line line, int colon) {
        int point = back(line, colon);
        int digits = colon - point;
        if ((digits != MICROS && digits != NANOS) || !Scanner.is(line.bytes, point - 1, line.end, '.')) {
            return Scanner.NONE;
        }
        int from = back(line, point - 1);
        boolean apart = from == line.start || line.bytes[from - 1] == ' ';
        return from < point - 1 && apart ? from : Scanner.NONE;
    }

    /** Start of the digits that end at {@code to}. */
    private static int back(Line line, int to) {
        int from = to;
        while (from > line.start && digit(line.bytes[from - 1])) {
            from--;
        }
        return from;
    }

    private static int spacesBack(Line line, int to) {
        int from = to;
        while (from > line.start && line.bytes[from - 1] == ' ') {
            from--;
        }
        return from;
    }

    /** A period if there is one, and the event's name up to a colon before a space or the end. */
    private static boolean event(Line line, int at) {
        byte[] bytes = line.bytes;
        int from = Scanner.spaces(bytes, at, line.end);
        int digits = Scanner.digits(bytes, from, line.end);
        if (digits != Scanner.NONE && Scanner.is(bytes, digits, line.end, ' ')) {
            line.period = Scanner.decimal(bytes, from, digits);
            from = Scanner.spaces(bytes, digits, line.end);
        }
        int to = Scanner.literal(bytes, from, line.end, RECORD);
        line.record = to != Scanner.NONE;
        if (line.record) {
            while (to < line.end && Scanner.word(bytes[to])) {
                to++;
            }
        } else {
            to = from;
            while (to < line.end && bytes[to] != ' ' && !ends(line, to)) {
                to++;
            }
            if (to == from || to == line.end || bytes[to] == ' ' || digit(bytes[from])) {
                return false;
            }
        }
        line.text = from;
        line.nameTo = to;
        return true;
    }

    private static boolean ends(Line line, int at) {
        return line.bytes[at] == ':' && (at + 1 == line.end || line.bytes[at + 1] == ' ');
    }

    /** What stands before the time, from its end. */
    private static boolean task(Line line, int stamp) {
        byte[] bytes = line.bytes;
        int to = spacesBack(line, stamp);
        if (to > line.start && bytes[to - 1] == ']') {
            int cpu = back(line, to - 1);
            if (cpu == to - 1 || cpu == line.start || bytes[cpu - 1] != '[') {
                return false;
            }
            line.cpu = (int) Scanner.decimal(bytes, cpu, to - 1);
            to = spacesBack(line, cpu - 1);
        }
        int tid = number(line, to);
        line.tid = tid == to ? Origins.NONE : signed(line, tid, to);
        if (tid < to && tid > line.start && bytes[tid - 1] == '/') {
            int pid = number(line, tid - 1);
            if (pid == tid - 1) {
                return false;
            }
            line.tgid = signed(line, pid, tid - 1);
            tid = pid;
        }
        if (tid > line.start && bytes[tid - 1] != ' ') {
            return false;
        }
        line.commFrom = Scanner.spaces(bytes, line.start, tid);
        line.commTo = Math.max(line.commFrom, spacesBack(line, tid));
        return line.tid != Origins.NONE || line.cpu != Origins.NONE || line.commFrom == line.commTo;
    }

    /** Start of a number with a sign perhaps. */
    private static int number(Line line, int to) {
        int from = back(line, to);
        boolean minus = from < to && from > line.start && line.bytes[from - 1] == '-';
        boolean sign = minus && (from - 1 == line.start || line.bytes[from - 2] == ' ' || line.bytes[from - 2] == '/');
        return sign ? from - 1 : from;
    }

    private static int signed(Line line, int from, int to) {
        boolean minus = line.bytes[from] == '-';
        int value = (int) Scanner.decimal(line.bytes, minus ? from + 1 : from, to);
        return minus ? -value : value;
    }
}
