// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

/**
 * Text from a capture made safe for a terminal: names are chosen by the recorded machine's users, and an escape sequence
 * in a thread's name must not reach the reader's terminal.
 */
final class SafeText {
    private static final int DELETE = 0x7f;
    private static final int C1_END = 0x9f;

    private SafeText() {}

    /** The text with control characters and invisible direction marks written as their code after a backslash. */
    static String of(String text) {
        return escape(text, "");
    }

    /** As {@link #of}, but line ends and tabs stay: for text of several lines, or text that is quoted by its format. */
    static String lines(String text) {
        return escape(text, "\n\r\t");
    }

    private static String escape(String text, String kept) {
        StringBuilder out = null;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            int width = Character.charCount(point);
            boolean bad = hostile(point) && kept.indexOf(point) < 0;
            if (bad && out == null) {
                out = new StringBuilder(text.length() + 8).append(text, 0, at);
            }
            if (out != null) {
                append(out, point, bad);
            }
            at += width;
        }
        return out == null ? text : out.toString();
    }

    private static void append(StringBuilder out, int point, boolean bad) {
        if (!bad) {
            out.appendCodePoint(point);
        } else if (point < 0x100) {
            out.append("\\x").append(hex(point, 2));
        } else {
            out.append("\\u{").append(hex(point, 4)).append('}');
        }
    }

    private static String hex(int value, int digits) {
        String text = Integer.toHexString(value);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    /** Whether a terminal may act on this character instead of showing it. */
    static boolean hostile(int point) {
        if (point < ' ' || (point >= DELETE && point <= C1_END)) {
            return true;
        }
        int type = Character.getType(point);
        return type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
