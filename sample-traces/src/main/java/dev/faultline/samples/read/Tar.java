// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** The regular files of a tar archive (POSIX.1-1988 ustar). */
final class Tar {
    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int TYPE_AT = 156;
    private static final int PREFIX_AT = 345;

    private Tar() {}

    static void files(byte[] archive, Map<String, byte[]> into) {
        int at = 0;
        while (at + BLOCK <= archive.length && archive[at] != 0) {
            String digits = text(archive, at + SIZE_AT, 12).strip();
            int size = digits.isEmpty() ? 0 : Integer.parseInt(digits, 8);
            String prefix = text(archive, at + PREFIX_AT, 155);
            String name = (prefix.isEmpty() ? "" : prefix + "/") + text(archive, at, 100);
            int content = at + BLOCK;
            if (archive[at + TYPE_AT] == '0' || archive[at + TYPE_AT] == 0) {
                into.put(name, Arrays.copyOfRange(archive, content, content + size));
            }
            at = content + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
    }

    private static String text(byte[] archive, int from, int length) {
        String text = new String(archive, from, length, StandardCharsets.UTF_8);
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }
}
