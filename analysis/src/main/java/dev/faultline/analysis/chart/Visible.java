// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

import java.util.HexFormat;

/**
 * Text from a capture as it may be shown: thread and file names are bytes a stranger chose.
 *
 * <p>Control characters, direction overrides and broken surrogates are written as {@code U+202E}, so that they can be seen
 * and cannot reorder, cut or break what stands around them. Letters of right-to-left scripts stay as they are.
 */
public final class Visible {
    private Visible() {}

    /** The text with everything invisible made visible; tab and line feed become a space. */
    public static String text(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\t' || c == '\n') {
                out.append(' ');
            } else if (isHarmless(c)) {
                out.appendCodePoint(c);
            } else {
                String hex = HexFormat.of().withUpperCase().toHexDigits(c);
                out.append("U+").append(hex.substring(c > 0xFFFF ? 3 : 4));
            }
        });
        return out.toString();
    }

    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                // Never characters, and not allowed in XML.
                && (c & 0xFFFE) != 0xFFFE;
    }
}
