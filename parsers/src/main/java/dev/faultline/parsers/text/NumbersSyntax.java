// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/**
 * {@code tid cpu ts event} with options raw (decimal) or hex (Linux kernel/trace/trace.c, {@code print_raw_fmt()} and
 * {@code print_hex_fmt()}). Times are in full.
 */
final class NumbersSyntax implements LineSyntax {
    private static final int WORD = 8;
    private final boolean hex;

    NumbersSyntax(boolean hex) {
        this.hex = hex;
    }

    @Override
    public String name() {
        return hex ? "option hex" : "option raw";
    }

    @Override
    public boolean read(Line line) {
        int tidEnd = number(line, line.start, WORD);
        int cpuEnd = tidEnd == Scanner.NONE ? Scanner.NONE : number(line, tidEnd + 1, WORD);
        int tsEnd = cpuEnd == Scanner.NONE ? Scanner.NONE : number(line, cpuEnd + 1, 2 * WORD);
        if (tsEnd == Scanner.NONE) {
            return false;
        }
        line.tid = (int) value(line, line.start, tidEnd);
        line.cpu = (int) value(line, tidEnd + 1, cpuEnd);
        line.ts = value(line, cpuEnd + 1, tsEnd);
        line.text = tsEnd + 1;
        return true;
    }

    /** A number and the space behind it. */
    private int number(Line line, int at, int hexDigits) {
        int to = hex ? Scanner.hex(line.bytes, at, line.end) : Scanner.digits(line.bytes, at, line.end);
        boolean whole = to != Scanner.NONE && (!hex || to - at == hexDigits);
        return whole && Scanner.is(line.bytes, to, line.end, ' ') ? to : Scanner.NONE;
    }

    private long value(Line line, int from, int to) {
        return hex ? Scanner.hexValue(line.bytes, from, to) : Scanner.decimal(line.bytes, from, to);
    }
}
