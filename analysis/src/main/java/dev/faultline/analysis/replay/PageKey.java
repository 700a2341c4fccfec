// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.Locale;

/**
 * A page of a file.
 *
 * @param dev s_dev of its file system as the kernel keeps it (major shifted by 20)
 * @param ino inode number
 * @param index offset in the file in pages
 */
public record PageKey(long dev, long ino, long index) {
    private static final int MAJOR_SHIFT = 20;

    /**
     * The page that {@code major:minor:ino:index} or {@code dev:ino:index} names, in decimal.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static PageKey of(String text) {
        String[] parts = text.split(":");
        try {
            if (parts.length == 4) {
                long dev = Long.parseLong(parts[0]) << MAJOR_SHIFT | Long.parseLong(parts[1]);
                return new PageKey(dev, Long.parseUnsignedLong(parts[2]), Long.parseUnsignedLong(parts[3]));
            }
            if (parts.length == 3) {
                return new PageKey(
                        Long.parseLong(parts[0]), Long.parseUnsignedLong(parts[1]), Long.parseUnsignedLong(parts[2]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(message(text), e);
        }
        throw new IllegalArgumentException(message(text));
    }

    private static String message(String text) {
        return String.format(Locale.ROOT, "'%s' names no page: major:minor:inode:index, or dev:inode:index", text);
    }

    @Override
    public String toString() {
        return Divergences.page(dev, ino, index);
    }
}
