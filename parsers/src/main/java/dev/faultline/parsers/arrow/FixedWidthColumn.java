// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** A column whose values all have the same number of bytes. */
abstract class FixedWidthColumn extends Column {
    final int width;
    private @Nullable ArrowBuf data;

    FixedWidthColumn(Field type, int width, BufferAllocator allocator) {
        super(type, allocator);
        this.width = width;
    }

    /** Where row {@code row} goes. */
    final long address(int row) {
        ArrowBuf buffer = data;
        if (buffer == null) {
            throw new IllegalStateException("no room reserved in column " + type.getName());
        }
        return buffer.memoryAddress() + (long) row * width;
    }

    @Override
    void reserve(int rows) {
        if (rows > capacity || data == null) {
            data = grown(data, (long) capacity * width, (long) rows * width);
            capacity = rows;
        }
    }

    @Override
    void appendNulls(int row, int count) {
        MemoryUtil.setMemory(address(row), (long) count * width, (byte) 0);
        for (int i = row; i < row + count; i++) {
            setNull(i);
        }
    }

    @Override
    FieldVector seal(int rows) {
        FieldVector vector = type.createVector(allocator);
        vector.loadFieldBuffers(node(rows), Arrays.asList(validity(), data));
        close();
        return vector;
    }

    @Override
    long bytes() {
        return data == null ? 0 : data.capacity();
    }

    @Override
    public void close() {
        if (data != null) {
            data.close();
            data = null;
        }
        capacity = 0;
        dropValidity();
    }
}
