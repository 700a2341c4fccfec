// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Text as kernels record it: mostly names, sometimes anything. */
final class Texts {
    private static final List<String> WORDS = List.of(
            "kworker/u8:1",
            "ext4",
            "",
            "a\\b",
            "\u00e4\u00f6",
            "\u6f22\u5b57",
            "\ud83d\ude00",
            "x y",
            "\"q\"",
            "259:0");

    private Texts() {}

    /** At most {@code limit} bytes without a NUL; one time in eight they are no UTF-8. */
    static byte[] draw(RandomGenerator random, int limit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (bytes.size() < limit && random.nextInt(3) != 0) {
            bytes.writeBytes(WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8));
            if (random.nextInt(8) == 0) {
                bytes.write(0x80 + random.nextInt(0x80));
            }
        }
        // Cutting may leave half a character: also no UTF-8.
        return Arrays.copyOf(bytes.toByteArray(), Math.min(limit, bytes.size()));
    }

    /** What design 3.1 says of it: valid UTF-8 as it is, a backslash doubled, other bytes as {@code \xNN}. */
    static String expected(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int length = characterLength(bytes, at);
            if (length == 0) {
                text.append(String.format(Locale.ROOT, "\\x%02x", bytes[at]));
                at++;
            } else {
                String character = new String(bytes, at, length, StandardCharsets.UTF_8);
                text.append(character.equals("\\") ? "\\\\" : character);
                at += length;
            }
        }
        return text.toString();
    }

    /** Bytes of the one valid character at {@code at}, 0 if there is none. */
    private static int characterLength(byte[] bytes, int at) {
        for (int length = 1; length <= 4 && at + length <= bytes.length; length++) {
            if (valid(ByteBuffer.wrap(bytes, at, length))) {
                return length;
            }
        }
        return 0;
    }

    private static boolean valid(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).length() > 0;
        } catch (CharacterCodingException incomplete) {
            return false;
        }
    }
}
