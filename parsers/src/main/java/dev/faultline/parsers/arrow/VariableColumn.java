// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.io.Words;
import dev.faultline.parsers.schema.Text;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** Text or bytes. Plain ASCII is copied eight bytes at a time; everything else goes through {@link Text}. */
final class VariableColumn extends Column {
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
    private static final int SLACK = 8;
    private static final int FIRST_DATA = 256;

    private final FieldSpan span;
    private final boolean text;
    private @Nullable ArrowBuf offsets;
    private @Nullable ArrowBuf data;
    private int used;

    VariableColumn(Field type, FieldSpan span, boolean text, BufferAllocator allocator) {
        super(type, allocator);
        this.span = span;
        this.text = text;
    }

    @Override
    void reserve(int rows) {
        if (rows > capacity || offsets == null) {
            offsets = grown(offsets, 4L * (capacity + 1), 4L * (rows + 1));
            if (capacity == 0) {
                MemoryUtil.putInt(offsets.memoryAddress(), 0);
            }
            capacity = rows;
        }
    }

    @Override
    void append(RecordBlock block, EventRecords records, int from, int to, int row) {
        for (int i = from; i < to; i++) {
            long bytes = span.of(block, records, i);
            int at = row + i - from;
            if (bytes == FieldSpan.NONE) {
                setNull(at);
            } else if (text) {
                addText(block.bytes(), FieldSpan.start(bytes), FieldSpan.length(bytes));
            } else {
                add(block.bytes(), FieldSpan.start(bytes), FieldSpan.length(bytes));
            }
            end(at);
        }
    }

    @Override
    void appendNulls(int row, int count) {
        for (int i = row; i < row + count; i++) {
            setNull(i);
            end(i);
        }
    }

    /** The row's value ends where the data does now. */
    private void end(int row) {
        ArrowBuf ends = offsets;
        if (ends != null) {
            MemoryUtil.putInt(ends.memoryAddress() + 4L * (row + 1), used);
        }
    }

    private void addText(byte[] bytes, int start, int length) {
        ArrowBuf target = room(length);
        long address = target.memoryAddress() + used;
        int n = 0;
        while (n < length) {
            long word = Words.leLong(bytes, start + n);
            MemoryUtil.putLong(address + n, word);
            long special = special(word);
            if (special != 0) {
                n += Long.numberOfTrailingZeros(special) >>> 3;
                break;
            }
            n += 8;
        }
        if (n >= length) {
            used += length;
        } else if (bytes[start + n] == 0) {
            used += n;
        } else {
            addEscaped(bytes, start, length);
        }
    }

    /** A set top bit in the first byte that is NUL, a backslash or no ASCII; later bits may be false. */
    private static long special(long word) {
        long slash = word ^ BACKSLASHES;
        return (((word - ONES) & ~word) | word | ((slash - ONES) & ~slash)) & TOPS;
    }

    private void addEscaped(byte[] bytes, int start, int length) {
        int n = 0;
        while (n < length && bytes[start + n] != 0) {
            n++;
        }
        byte[] escaped = Text.escape(bytes, start, n);
        add(escaped, 0, escaped.length);
    }

    private void add(byte[] bytes, int start, int length) {
        ArrowBuf target = room(length);
        MemoryUtil.copyToMemory(bytes, start, target.memoryAddress() + used, length);
        used += length;
    }

    private ArrowBuf room(int length) {
        ArrowBuf target = data;
        long needed = (long) used + length + SLACK;
        if (target == null || target.capacity() < needed) {
            target = grown(target, used, Math.max(FIRST_DATA, 2 * needed));
            data = target;
        }
        return target;
    }

    @Override
    FieldVector seal(int rows) {
        ArrowBuf bytes = room(0);
        FieldVector vector = type.createVector(allocator);
        vector.loadFieldBuffers(node(rows), Arrays.asList(validity(), offsets, bytes));
        close();
        return vector;
    }

    @Override
    long bytes() {
        return (offsets == null ? 0 : offsets.capacity()) + (data == null ? 0 : data.capacity());
    }

    @Override
    public void close() {
        if (offsets != null) {
            offsets.close();
            offsets = null;
        }
        if (data != null) {
            data.close();
            data = null;
        }
        used = 0;
        capacity = 0;
        dropValidity();
    }
}
