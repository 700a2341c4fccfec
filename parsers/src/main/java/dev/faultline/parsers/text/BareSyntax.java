// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/** {@code event: text} alone, with option nocontext-info: nobody knows who, where or when. */
final class BareSyntax implements LineSyntax {
    @Override
    public String name() {
        return "events without context";
    }

    @Override
    public boolean read(Line line) {
        int i = line.start;
        while (i < line.end && Scanner.word(line.bytes[i])) {
            i++;
        }
        if (i == line.end) {
            return false;
        }
        boolean named = i > line.start && line.bytes[i] == ':' && (i + 1 == line.end || line.bytes[i + 1] == ' ');
        boolean syscall = Scanner.literal(line.bytes, line.start, line.end, "sys_") != Scanner.NONE
                && (line.bytes[i] == '(' || Scanner.literal(line.bytes, i, line.end, " -> ") != Scanner.NONE);
        line.text = line.start;
        return named || syscall || block(line);
    }

    /** {@code major,minor cpu seconds.nanoseconds tid action ...}: option blk_classic (Linux kernel/trace/blktrace.c). */
    private static boolean block(Line line) {
        byte[] bytes = line.bytes;
        int major = Scanner.digits(bytes, Scanner.spaces(bytes, line.start, line.end), line.end);
        int minor = Scanner.is(bytes, major, line.end, ',') ? Scanner.digits(bytes, major + 1, line.end) : Scanner.NONE;
        int cpu = minor == Scanner.NONE ? minor : Scanner.spaces(bytes, minor, line.end);
        int cpuEnd = cpu == Scanner.NONE ? cpu : Scanner.digits(bytes, cpu, line.end);
        int stamp = cpuEnd == Scanner.NONE ? cpuEnd : Stamps.read(line, Scanner.spaces(bytes, cpuEnd, line.end));
        int tid = stamp == Scanner.NONE ? stamp : Scanner.spaces(bytes, stamp, line.end);
        int tidEnd = tid == Scanner.NONE ? tid : Scanner.digits(bytes, tid, line.end);
        if (tidEnd == Scanner.NONE) {
            return false;
        }
        line.cpu = (int) Scanner.decimal(bytes, cpu, cpuEnd);
        line.tid = (int) Scanner.decimal(bytes, tid, tidEnd);
        return true;
    }
}
