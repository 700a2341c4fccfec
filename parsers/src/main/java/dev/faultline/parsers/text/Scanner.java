// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/** Steps over the parts of a line; each returns the index behind the part, or {@link #NONE} when it is not there. */
final class Scanner {
    /** Not there. */
    static final int NONE = -1;

    private Scanner() {}

    static int spaces(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && bytes[i] == ' ') {
            i++;
        }
        return i;
    }

    /** At least one digit. */
    static int digits(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i == at ? NONE : i;
    }

    /** At least one hex digit in lower case. */
    static int hex(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && ((bytes[i] >= '0' && bytes[i] <= '9') || (bytes[i] >= 'a' && bytes[i] <= 'f'))) {
            i++;
        }
        return i == at ? NONE : i;
    }

    static int literal(byte[] bytes, int at, int end, String text) {
        if (text.length() > end - at) {
            return NONE;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return NONE;
            }
        }
        return at + text.length();
    }

    static boolean is(byte[] bytes, int at, int end, char c) {
        return at >= 0 && at < end && bytes[at] == c;
    }

    /** Value of decimal digits, modulo 2^64. */
    static long decimal(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = 10 * value + bytes[i] - '0';
        }
        return value;
    }

    /** Value of hex digits in lower case, modulo 2^64. */
    static long hexValue(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = 16 * value + (bytes[i] <= '9' ? bytes[i] - '0' : bytes[i] - 'a' + 10);
        }
        return value;
    }

    /** Index of a text; {@link #NONE} when it does not occur. */
    static int find(byte[] bytes, int from, int end, String text) {
        for (int i = from; i + text.length() <= end; i++) {
            if (bytes[i] == text.charAt(0) && literal(bytes, i, end, text) != NONE) {
                return i;
            }
        }
        return NONE;
    }

    /** Whether a byte can be part of a C identifier. */
    static boolean word(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
    }
}
