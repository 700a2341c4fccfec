// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.print;

import dev.faultline.samples.write.FormatField;
import java.nio.charset.StandardCharsets;

/** A record that is being printed (little-endian), with the time it was at [ns] and who prints. */
final class Shown {
    private final byte[] bytes;
    private final long ts;
    private final Dialect dialect;

    Shown(byte[] bytes, long ts, Dialect dialect) {
        this.bytes = bytes;
        this.ts = ts;
        this.dialect = dialect;
    }

    long ts() {
        return ts;
    }

    Dialect dialect() {
        return dialect;
    }

    long number(FormatField field) {
        long value = 0;
        for (int i = Math.min(field.size(), Long.BYTES) - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[field.offset() + i] & 0xff);
        }
        int unused = Long.SIZE - Byte.SIZE * Math.min(field.size(), Long.BYTES);
        return field.signed() ? value << unused >> unused : value;
    }

    /** Text in place or behind the fixed part, to its NUL. */
    String text(FormatField field) {
        int from = field.offset();
        int to = from + field.size();
        if (field.shape() == FormatField.Shape.DATA_LOC) {
            long located = number(field);
            from = (int) (located & 0xffff);
            to = from + (int) ((located >>> 16) & 0xffff);
        }
        int end = from;
        while (end < to && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
