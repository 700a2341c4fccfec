// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.parsers.io.Words;
import dev.faultline.parsers.schema.HeaderPage;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The byte order of raw pages, which nothing beside them states: only in one order is the commit word of a sub-buffer a
 * size that fits, with no other bits than the two flags (Linux kernel/trace/ring_buffer.c, {@code RB_MISSED_EVENTS}).
 */
final class PageOrder {
    private static final long SIZE = (1L << 27) - 1;
    private static final long FLAGS = 3L << 30;

    private PageOrder() {}

    /** The order in which the beginning of a sub-buffer makes sense; {@code null} when that is both or neither. */
    static @Nullable ByteOrder of(byte[] head, HeaderPage page) {
        boolean little = fits(head, page, ByteOrder.LITTLE_ENDIAN);
        boolean big = fits(head, page, ByteOrder.BIG_ENDIAN);
        return little == big ? null : little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private static boolean fits(byte[] head, HeaderPage page, ByteOrder order) {
        long commit =
                page.longSize() == 8 ? Words.s64(head, 8, order) : Integer.toUnsignedLong(Words.s32(head, 8, order));
        long size = commit & SIZE;
        return (commit & ~(SIZE | FLAGS)) == 0 && size > 0 && size <= page.dataSize();
    }
}
