// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/**
 * {@code comm tid cpu flags preempt index [microseconds] ms (+ms): event}, the latency format with option verbose (Linux
 * kernel/trace/trace_output.c, {@code trace_print_lat_context()}). The time in brackets is the clock's, in hex.
 */
final class VerboseSyntax implements LineSyntax {
    private static final int COMM = 16;
    private static final long MICROSECOND = 1_000;

    @Override
    public String name() {
        return "verbose latency format";
    }

    @Override
    public boolean read(Line line) {
        byte[] bytes = line.bytes;
        int end = line.end;
        int head = Scanner.find(bytes, line.start, end, "ms): ");
        int open = head == Scanner.NONE ? Scanner.NONE : Scanner.find(bytes, line.start, head, " [");
        if (open == Scanner.NONE || line.start + COMM >= open) {
            return false;
        }
        int stampEnd = Scanner.hex(bytes, open + 2, head);
        if (!Scanner.is(bytes, stampEnd, head, ']')) {
            return false;
        }
        int tid = Scanner.spaces(bytes, line.start + COMM, open);
        int tidEnd = Scanner.digits(bytes, tid, open);
        int cpu = tidEnd == Scanner.NONE ? open : Scanner.spaces(bytes, tidEnd, open);
        int cpuEnd = Scanner.digits(bytes, cpu, open);
        if (cpuEnd == Scanner.NONE) {
            return false;
        }
        line.commFrom = Scanner.spaces(bytes, line.start, line.start + COMM);
        line.commTo = line.start + COMM;
        line.tid = (int) Scanner.decimal(bytes, tid, tidEnd);
        line.cpu = (int) Scanner.decimal(bytes, cpu, cpuEnd);
        line.numbers = state(bytes, cpuEnd, open);
        line.ts = Scanner.hexValue(bytes, open + 2, stampEnd) * MICROSECOND;
        line.text = head + 5;
        return true;
    }

    /** The flags in decimal, then the preempt count in hex. */
    private static int state(byte[] bytes, int at, int end) {
        int flags = Scanner.spaces(bytes, at, end);
        int flagsEnd = Scanner.digits(bytes, flags, end);
        int depth = flagsEnd == Scanner.NONE ? end : Scanner.spaces(bytes, flagsEnd, end);
        int depthEnd = Scanner.hex(bytes, depth, end);
        if (depthEnd == Scanner.NONE) {
            return LatencyFlags.UNKNOWN;
        }
        long known = Scanner.decimal(bytes, flags, flagsEnd) & 0xff;
        return (int) (known | ((Scanner.hexValue(bytes, depth, depthEnd) & 0xff) << 8));
    }
}
