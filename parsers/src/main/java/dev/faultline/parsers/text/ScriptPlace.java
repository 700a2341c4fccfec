// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/**
 * Addresses as perf script prints them (Linux tools/perf/util/evsel_fprintf.c): {@code addr} in 16 columns right behind
 * the event, {@code ip} in 16 columns behind one more space, then {@code symbol+0xoffset (file)}. Reused.
 */
final class ScriptPlace {
    boolean hasAddr;
    boolean hasIp;
    boolean hasOffset;
    boolean inlined;
    long addr;
    long ip;
    long offset;
    int symbolFrom;
    int symbolTo;
    int dsoFrom;
    int dsoTo;

    void clear() {
        hasAddr = false;
        hasIp = false;
        hasOffset = false;
        inlined = false;
        symbolFrom = 0;
        symbolTo = 0;
        dsoFrom = 0;
        dsoTo = 0;
    }

    /**
     * Reads what follows an event that is no tracepoint.
     *
     * @param from behind the colon of its name
     * @param width columns of an address
     */
    void read(byte[] bytes, int from, int to, int width) {
        int behind = from + 1;
        int first = Scanner.spaces(bytes, behind, to);
        int firstEnd = Scanner.hex(bytes, first, to);
        if (firstEnd == Scanner.NONE || (firstEnd < to && bytes[firstEnd] != ' ')) {
            return;
        }
        int second = firstEnd;
        if (firstEnd - behind <= width) {
            hasAddr = true;
            addr = Scanner.hexValue(bytes, first, firstEnd);
            second = Scanner.spaces(bytes, firstEnd, to);
            first = second;
            firstEnd = Scanner.hex(bytes, second, to);
        }
        boolean another = firstEnd != Scanner.NONE && (firstEnd == to || bytes[firstEnd] == ' ');
        if (another) {
            hasIp = true;
            ip = Scanner.hexValue(bytes, first, firstEnd);
            symbol(bytes, firstEnd, to);
        }
    }

    /** Reads a line of a callchain; false when it is none. */
    boolean frame(byte[] bytes, int from, int to) {
        clear();
        if (!Scanner.is(bytes, from, to, '\t')) {
            return false;
        }
        int first = Scanner.spaces(bytes, from + 1, to);
        int end = Scanner.hex(bytes, first, to);
        if (end == Scanner.NONE || (end < to && bytes[end] != ' ')) {
            return false;
        }
        hasIp = true;
        ip = Scanner.hexValue(bytes, first, end);
        symbol(bytes, end, to);
        return true;
    }

    private void symbol(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] == ' ') {
            end--;
        }
        int mark = end - " (inlined)".length();
        if (mark > from && Scanner.literal(bytes, mark, end, " (inlined)") != Scanner.NONE) {
            inlined = true;
            end = mark;
        }
        int open = end;
        if (end > from && bytes[end - 1] == ')') {
            while (open > from && Scanner.literal(bytes, open, end, " (") == Scanner.NONE) {
                open--;
            }
            dsoFrom = open + 2;
            dsoTo = end - 1;
        }
        name(bytes, Scanner.spaces(bytes, from, open), open);
    }

    private void name(byte[] bytes, int from, int to) {
        int plus = to;
        while (plus > from && Scanner.literal(bytes, plus, to, "+0x") == Scanner.NONE) {
            plus--;
        }
        int digits = plus > from ? Scanner.hex(bytes, plus + 3, to) : Scanner.NONE;
        if (digits == to && digits != Scanner.NONE) {
            hasOffset = true;
            offset = Scanner.hexValue(bytes, plus + 3, to);
        }
        boolean unknown = Scanner.literal(bytes, from, to, "[unknown]") != Scanner.NONE;
        symbolFrom = unknown ? to : from;
        symbolTo = hasOffset ? plus : to;
        if (unknown) {
            symbolTo = to;
        }
    }
}
