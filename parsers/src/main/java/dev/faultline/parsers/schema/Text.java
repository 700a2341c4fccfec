// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

import java.nio.charset.StandardCharsets;

/**
 * Text out of kernel memory: UTF-8 stays, every other byte is written {@code \xNN}, and a backslash is doubled, so that
 * nothing is lost and nothing is ambiguous.
 */
public final class Text {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Text() {}

    /** {@code length} bytes at {@code at}, escaped, as UTF-8. */
    public static byte[] escape(byte[] bytes, int at, int length) {
        byte[] out = new byte[4 * length];
        int n = 0;
        int i = at;
        int end = at + length;
        while (i < end) {
            int sequence = utf8Length(bytes, i, end);
            if (sequence == 0) {
                n = hex(out, n, bytes[i]);
                i++;
                continue;
            }
            if (bytes[i] == '\\') {
                out[n++] = '\\';
            }
            for (int k = 0; k < sequence; k++) {
                out[n++] = bytes[i++];
            }
        }
        return java.util.Arrays.copyOf(out, n);
    }

    /** {@code length} bytes at {@code at} as a string, escaped. */
    public static String decode(byte[] bytes, int at, int length) {
        return new String(escape(bytes, at, length), StandardCharsets.UTF_8);
    }

    private static int hex(byte[] out, int at, byte value) {
        out[at] = '\\';
        out[at + 1] = 'x';
        out[at + 2] = HEX[(value >>> 4) & 0xf];
        out[at + 3] = HEX[value & 0xf];
        return at + 4;
    }

    /** Length of the well-formed UTF-8 sequence at {@code at} (Unicode 15, table 3-7), 0 when there is none. */
    private static int utf8Length(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || end - at < length) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < low || second > high) {
            return 0;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[at + k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
