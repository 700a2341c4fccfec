// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.io.ByteArrayOutputStream;

/** Undoes the escapes of text columns (design 3.1): {@code \xNN} is a byte that was not UTF-8, a backslash is doubled. */
final class Escapes {
    private Escapes() {}

    static byte[] undo(byte[] text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < text.length; at++) {
            if (text[at] != '\\') {
                bytes.write(text[at]);
            } else if (text[at + 1] == '\\') {
                bytes.write(text[++at]);
            } else {
                bytes.write(Character.digit(text[at + 2], 16) << 4 | Character.digit(text[at + 3], 16));
                at += 3;
            }
        }
        return bytes.toByteArray();
    }
}
