// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

/** How a number is written. */
enum NumberForm {
    /** Digits to base ten, a minus sign before negative ones. */
    DECIMAL(10),
    /** Digits to base sixteen, with or without {@code 0x}. */
    HEX(16),
    /** Digits to base eight. */
    OCTAL(8),
    /** One character. */
    CHARACTER(0),
    /** Base sixteen with {@code 0x}, base ten without. */
    SELF_EVIDENT(0);

    /** There is no number of this form. */
    static final long NO_NUMBER = -1;

    private final int radix;

    NumberForm(int radix) {
        this.radix = radix;
    }

    /** End of the number that begins at {@code at}, after spaces of padding; {@link #NO_NUMBER} when there is none. */
    long read(Match match, int at) {
        byte[] bytes = match.bytes;
        int end = match.end;
        if (this == CHARACTER) {
            return at < end ? at + 1 : NO_NUMBER;
        } else if (this == SELF_EVIDENT) {
            return evident(match, at).read(match, at);
        }
        int i = digits(match, at);
        int start = i;
        while (i < end && digit(bytes[i]) >= 0) {
            i++;
        }
        return i == start ? NO_NUMBER : i;
    }

    /** Its value, modulo 2^64. Only where {@link #read} found one. */
    long value(Match match, int at) {
        byte[] bytes = match.bytes;
        if (this == CHARACTER) {
            return bytes[at];
        } else if (this == SELF_EVIDENT) {
            return evident(match, at).value(match, at);
        }
        int i = digits(match, at);
        boolean negative = i > 0 && i > at && bytes[i - 1] == '-';
        long value = 0;
        for (int digit; i < match.end && (digit = digit(bytes[i])) >= 0; i++) {
            value = value * radix + digit;
        }
        return negative ? -value : value;
    }

    private static NumberForm evident(Match match, int at) {
        int from = Math.min(match.end, HEX.digits(match, at));
        return from - at >= 2 && match.bytes[from - 1] == 'x' ? HEX : DECIMAL;
    }

    private int digits(Match match, int at) {
        byte[] bytes = match.bytes;
        int i = at;
        while (i < match.end && bytes[i] == ' ') {
            i++;
        }
        if (i < match.end && bytes[i] == '-') {
            i++;
        }
        boolean prefixed = radix == 16 && i + 2 < match.end && bytes[i] == '0' && (bytes[i + 1] | 0x20) == 'x';
        return prefixed ? i + 2 : i;
    }

    private int digit(byte b) {
        int digit = b >= '0' && b <= '9' ? b - '0' : b >= 'a' && b <= 'f' ? b - 'a' + 10 : upper(b);
        return digit < radix ? digit : -1;
    }

    private static int upper(byte b) {
        return b >= 'A' && b <= 'F' ? b - 'A' + 10 : -1;
    }
}
