// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.RecordBlock;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * One column of the rows being collected. Values are written straight to the memory of Arrow buffers; a sealed column
 * starts again with fresh buffers, because the receiver still reads the old ones.
 */
abstract class Column implements AutoCloseable {
    final Field type;
    final BufferAllocator allocator;
    private @Nullable ArrowBuf validity;
    private int nulls;
    int capacity;

    Column(Field type, BufferAllocator allocator) {
        this.type = type;
        this.allocator = allocator;
    }

    /** Makes room for rows. */
    abstract void reserve(int rows);

    /** Appends records {@code from} (inclusive) to {@code to} as rows from {@code row} on. */
    abstract void append(RecordBlock block, EventRecords records, int from, int to, int row);

    /** Appends {@code count} NULLs as rows from {@code row} on. */
    abstract void appendNulls(int row, int count);

    /** The rows as a vector; the column is empty afterwards. */
    abstract FieldVector seal(int rows);

    /** Bytes held. */
    abstract long bytes();

    /** Marks a row as NULL. The bits of all rows that there is room for exist from the first NULL on. */
    final void setNull(int row) {
        ArrowBuf bits = validity;
        if (bits == null || bits.capacity() < (capacity + 7) / 8) {
            bits = moreBits(bits);
        }
        long address = bits.memoryAddress() + (row >>> 3);
        MemoryUtil.putByte(address, (byte) (MemoryUtil.getByte(address) & ~(1 << (row & 7))));
        nulls++;
    }

    private ArrowBuf moreBits(@Nullable ArrowBuf old) {
        ArrowBuf bits = allocator.buffer((capacity + 7) / 8);
        MemoryUtil.setMemory(bits.memoryAddress(), bits.capacity(), (byte) 0xff);
        if (old != null) {
            MemoryUtil.copyMemory(old.memoryAddress(), bits.memoryAddress(), old.capacity());
            old.close();
        }
        validity = bits;
        return bits;
    }

    /** Number of NULLs so far. */
    final int nulls() {
        return nulls;
    }

    /** The node that describes {@code rows} rows. */
    final ArrowFieldNode node(int rows) {
        return new ArrowFieldNode(rows, nulls);
    }

    /**
     * The validity bits, for all rows there is room for: rows without a NULL may have come after the last one. When no
     * row is NULL Arrow makes its own.
     */
    final @Nullable ArrowBuf validity() {
        ArrowBuf bits = validity;
        return bits == null || bits.capacity() >= (capacity + 7) / 8 ? bits : moreBits(bits);
    }

    final void dropValidity() {
        if (validity != null) {
            validity.close();
            validity = null;
        }
        nulls = 0;
    }

    /** A larger buffer with the first {@code used} bytes of {@code old}, which is released. */
    final ArrowBuf grown(@Nullable ArrowBuf old, long used, long size) {
        ArrowBuf fresh = allocator.buffer(size);
        if (old != null) {
            MemoryUtil.copyMemory(old.memoryAddress(), fresh.memoryAddress(), used);
            old.close();
        }
        return fresh;
    }

    @Override
    public abstract void close();
}
