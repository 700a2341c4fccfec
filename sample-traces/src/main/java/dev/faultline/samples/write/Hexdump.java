// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.util.HexFormat;
import java.util.Locale;

/** Bytes for people: offset, hex, printable ASCII, sixteen a line. */
public final class Hexdump {
    private static final int WIDTH = 16;

    private Hexdump() {}

    /** All of {@code bytes}. */
    public static String of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** {@code length} bytes from {@code offset}; offsets printed are those in {@code bytes}. */
    public static String of(byte[] bytes, int offset, int length) {
        StringBuilder text = new StringBuilder();
        for (int at = offset; at < offset + length; at += WIDTH) {
            line(text, bytes, at, Math.min(WIDTH, offset + length - at));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, byte[] bytes, int at, int count) {
        String hex = HexFormat.ofDelimiter(" ").formatHex(bytes, at, at + count);
        text.append(String.format(Locale.ROOT, "%08x  %-47s  ", at, hex));
        for (int i = at; i < at + count; i++) {
            boolean printable = bytes[i] >= ' ' && bytes[i] < 0x7f;
            text.append(printable ? (char) bytes[i] : '.');
        }
        text.append('\n');
    }
}
