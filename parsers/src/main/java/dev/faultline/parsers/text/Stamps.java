// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/** Timestamps as text. */
final class Stamps {
    private static final int NANO_DIGITS = 9;

    private Stamps() {}

    /**
     * Reads {@code seconds.fraction} or a bare count into {@code line.ts}: nanoseconds, or the count as it is.
     *
     * @return index behind it, {@link Scanner#NONE} when there is no timestamp
     */
    static int read(Line line, int at) {
        byte[] bytes = line.bytes;
        int end = line.end;
        int point = Scanner.digits(bytes, at, end);
        if (point == Scanner.NONE) {
            return Scanner.NONE;
        }
        long whole = Scanner.decimal(bytes, at, point);
        if (!Scanner.is(bytes, point, end, '.')) {
            line.ts = whole;
            return point;
        }
        int to = Scanner.digits(bytes, point + 1, end);
        if (to == Scanner.NONE || to - point - 1 > NANO_DIGITS) {
            return Scanner.NONE;
        }
        line.ts = whole * 1_000_000_000L + nanos(bytes, point + 1, to);
        return to;
    }

    private static long nanos(byte[] bytes, int from, int to) {
        long value = Scanner.decimal(bytes, from, to);
        for (int digits = to - from; digits < NANO_DIGITS; digits++) {
            value *= 10;
        }
        return value;
    }
}
