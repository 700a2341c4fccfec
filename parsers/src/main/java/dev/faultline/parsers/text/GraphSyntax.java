// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/**
 * Lines of the function_graph tracer: columns as its options have them (absolute time, relative time, cpu, task, flags,
 * duration), then the call, indented by two spaces per level (Linux kernel/trace/trace_functions_graph.c). Every column
 * can be told from the others by how it is written, so the options need not be known.
 */
final class GraphSyntax implements LineSyntax {
    private static final int FEWEST_FLAGS = 4;
    private static final int MOST_FLAGS = 8;
    private static final long MICROSECOND = 1_000;

    @Override
    public String name() {
        return "function graph";
    }

    @Override
    public boolean read(Line line) {
        return call(line, line.start);
    }

    /** Columns and a call from {@code start} on, whatever stands before. */
    static boolean call(Line line, int start) {
        int at = start;
        for (int behind = column(line, at); behind != Scanner.NONE; behind = column(line, at)) {
            at = behind;
        }
        return at > start && calls(line, at);
    }

    /** One column; index behind it, {@link Scanner#NONE} when what comes is none. */
    private static int column(Line line, int at) {
        byte[] bytes = line.bytes;
        int from = Scanner.spaces(bytes, at, line.end);
        int number = Scanner.digits(bytes, from, line.end);
        if (Scanner.is(bytes, number, line.end, ')')) {
            line.cpu = (int) Scanner.decimal(bytes, from, number);
            return number + 1;
        } else if (Scanner.is(bytes, number, line.end, '.') && line.ts == dev.faultline.parsers.capture.Origins.NO_TS) {
            int stamp = stamp(line, from);
            if (stamp != Scanner.NONE) {
                return stamp;
            }
        }
        int bar = bar(bytes, from, line.end);
        if (bar == Scanner.NONE) {
            return Scanner.NONE;
        }
        return task(line, from, bar) || flags(line, from, bar) || duration(line, from, bar) ? bar + 1 : Scanner.NONE;
    }

    private static int stamp(Line line, int from) {
        int stamp = Stamps.read(line, from);
        if (stamp == Scanner.NONE || Scanner.literal(line.bytes, stamp, line.end, " |") == Scanner.NONE) {
            line.ts = dev.faultline.parsers.capture.Origins.NO_TS;
            return Scanner.NONE;
        }
        return stamp + 2;
    }

    private static int bar(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == '|') {
                return i;
            } else if (bytes[i] == '{' || bytes[i] == ';' || bytes[i] == '}') {
                return Scanner.NONE;
            }
        }
        return Scanner.NONE;
    }

    /** {@code comm-tid}. */
    private static boolean task(Line line, int from, int bar) {
        byte[] bytes = line.bytes;
        int to = last(bytes, from, bar);
        int digits = to;
        while (digits > from && bytes[digits - 1] >= '0' && bytes[digits - 1] <= '9') {
            digits--;
        }
        if (digits == to || digits <= from + 1 || bytes[digits - 1] != '-') {
            return false;
        }
        line.commFrom = from;
        line.commTo = digits - 1;
        line.tid = (int) Scanner.decimal(bytes, digits, to);
        return true;
    }

    private static int last(byte[] bytes, int from, int bar) {
        int to = bar;
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        return to;
    }

    private static boolean flags(Line line, int from, int bar) {
        int to = last(line.bytes, from, bar);
        boolean letters = to - from >= FEWEST_FLAGS && to - from <= MOST_FLAGS;
        for (int i = from; letters && i < to; i++) {
            letters = line.bytes[i] == '.' || Scanner.word(line.bytes[i]);
        }
        if (letters) {
            line.flagsFrom = from;
            line.flagsTo = to;
        }
        return letters;
    }

    /** Nothing, or a mark and {@code 123.456 us}. */
    private static boolean duration(Line line, int from, int bar) {
        byte[] bytes = line.bytes;
        if (from == bar) {
            return true;
        }
        boolean mark = "+!#*@$".indexOf(bytes[from]) >= 0;
        int at = mark ? Scanner.spaces(bytes, from + 1, bar) : from;
        int point = Scanner.digits(bytes, at, bar);
        int end = Scanner.is(bytes, point, bar, '.') ? Scanner.digits(bytes, point + 1, bar) : point;
        if (end == Scanner.NONE || Scanner.literal(bytes, Scanner.spaces(bytes, end, bar), bar, "us") == Scanner.NONE) {
            return false;
        }
        long fraction = end > point ? Scanner.decimal(bytes, point + 1, end) : 0;
        line.duration = Scanner.decimal(bytes, at, point) * MICROSECOND + fraction;
        return true;
    }

    /** The call behind the columns. */
    private static boolean calls(Line line, int at) {
        byte[] bytes = line.bytes;
        int from = Scanner.spaces(bytes, at, line.end);
        line.depth = Math.max(0, (from - at - 1) / 2);
        line.text = from;
        if (Scanner.is(bytes, from, line.end, '}')) {
            return exit(line, from);
        } else if (Scanner.literal(bytes, from, line.end, "/* ") != Scanner.NONE) {
            return comment(line, from);
        }
        int open = Scanner.find(bytes, from, line.end, "(");
        if (open == Scanner.NONE) {
            return false;
        }
        line.functionFrom = from;
        line.functionTo = open;
        boolean entry = Scanner.find(bytes, open, line.end, ") {") != Scanner.NONE;
        boolean leaf = !entry && Scanner.find(bytes, open, line.end, ");") != Scanner.NONE;
        line.graph = entry ? Line.Graph.ENTRY : Line.Graph.LEAF;
        return entry || leaf;
    }

    /** <code>}</code>, or with option funcgraph-tail <code>} /* function *&#47;</code>. */
    private static boolean exit(Line line, int from) {
        byte[] bytes = line.bytes;
        line.graph = Line.Graph.EXIT;
        int tail = Scanner.literal(bytes, from, line.end, "} /* ");
        if (tail != Scanner.NONE) {
            int to = tail;
            while (to < line.end && bytes[to] != ' ' && bytes[to] != '*') {
                to++;
            }
            boolean module = Scanner.literal(bytes, to, line.end, " [") != Scanner.NONE;
            int close = module ? Scanner.find(bytes, to, line.end, "]") : Scanner.NONE;
            line.functionFrom = tail;
            line.functionTo = close == Scanner.NONE ? to : close + 1;
        }
        return true;
    }

    /** An event that occurred inside a call: its text is the comment's. */
    private static boolean comment(Line line, int from) {
        int end = line.end;
        if (end - from >= 6 && line.bytes[end - 1] == '/' && line.bytes[end - 2] == '*') {
            line.text = from + 3;
            line.end = last(line.bytes, line.text, end - 2);
            return true;
        }
        return false;
    }
}
