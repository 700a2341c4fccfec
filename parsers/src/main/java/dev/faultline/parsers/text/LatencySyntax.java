// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/**
 * {@code comm-tid cpuflags microseconds: event}, the latency format: times count from the start of the trace (Linux
 * kernel/trace/trace_output.c, {@code lat_print_generic()} and {@code lat_print_timestamp()}).
 */
final class LatencySyntax implements LineSyntax {
    private static final int COMM = 8;
    private static final long MICROSECOND = 1_000;

    @Override
    public String name() {
        return "latency format";
    }

    @Override
    public boolean read(Line line) {
        int usual = line.start + COMM;
        if (Scanner.is(line.bytes, usual, line.end, '-') && readFrom(line, usual)) {
            return true;
        }
        for (int i = line.start + 1; i < line.end; i++) {
            if (line.bytes[i] == '-' && readFrom(line, i)) {
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
        int cpu = Scanner.spaces(bytes, tidEnd, end);
        int cpuEnd = Scanner.digits(bytes, cpu, end);
        if (cpuEnd == Scanner.NONE) {
            return false;
        }
        int flagsEnd = cpuEnd;
        while (flagsEnd < end && bytes[flagsEnd] != ' ') {
            flagsEnd++;
        }
        int time = Scanner.spaces(bytes, flagsEnd, end);
        boolean negative = Scanner.is(bytes, time, end, '-');
        int digits = negative ? time + 1 : time;
        int timeEnd = Scanner.digits(bytes, digits, end);
        int mark = timeEnd == Scanner.NONE ? Scanner.NONE : Scanner.literal(bytes, timeEnd, end, "us");
        if (mark == Scanner.NONE || !Scanner.is(bytes, mark + 1, end, ':')) {
            return false;
        }
        line.commFrom = Scanner.spaces(bytes, line.start, dash);
        line.commTo = dash;
        line.tid = (int) Scanner.decimal(bytes, dash + 1, tidEnd);
        line.cpu = (int) Scanner.decimal(bytes, cpu, cpuEnd);
        line.flagsFrom = cpuEnd;
        line.flagsTo = flagsEnd;
        line.ts = (negative ? -1 : 1) * Scanner.decimal(bytes, digits, timeEnd) * MICROSECOND;
        line.text = Scanner.is(bytes, mark + 2, end, ' ') ? mark + 3 : mark + 2;
        return true;
    }
}
