// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

import org.jspecify.annotations.Nullable;

/**
 * The layout of a sub-buffer's header: tracefs {@code events/header_page} (Linux kernel/trace/ring_buffer.c,
 * {@code ring_buffer_print_page_header()}).
 *
 * @param longSize bytes of {@code commit}: the kernel's {@code long}
 * @param dataOffset where records start
 * @param dataSize bytes for records
 */
public record HeaderPage(int longSize, int dataOffset, int dataSize) {
    /** Reads the text; {@code null} when a field is missing or impossible. */
    public static @Nullable HeaderPage parse(String text) {
        int longSize = number(text, "commit", "size:");
        int commitAt = number(text, "commit", "offset:");
        int dataOffset = number(text, "data", "offset:");
        int dataSize = number(text, "data", "size:");
        boolean sane = (longSize == 4 || longSize == 8)
                && commitAt == 8
                && dataOffset >= commitAt + longSize
                && dataOffset <= 64
                && dataSize > 0;
        return sane ? new HeaderPage(longSize, dataOffset, dataSize) : null;
    }

    private static int number(String text, String field, String key) {
        int at = text.indexOf(" " + field + ";");
        int start = at < 0 ? -1 : text.indexOf(key, at);
        int end = start < 0 ? -1 : text.indexOf(';', start);
        if (end < 0) {
            return -1;
        }
        String digits = text.substring(start + key.length(), end).strip();
        boolean decimal =
                !digits.isEmpty() && digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return decimal ? Integer.parseInt(digits) : -1;
    }
}
