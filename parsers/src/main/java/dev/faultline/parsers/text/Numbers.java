// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import org.jspecify.annotations.Nullable;

/** Numbers as the kernel prints them where the text itself tells the base. */
final class Numbers {
    private Numbers() {}

    /** A decimal number, or a hex one with {@code 0x}; {@code null} for anything else. */
    static @Nullable Long parse(String text) {
        try {
            if (text.startsWith("0x")) {
                return Long.parseUnsignedLong(text.substring(2), 16);
            }
            return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
