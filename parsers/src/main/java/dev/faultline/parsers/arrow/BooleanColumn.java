// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.RecordBlock;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A {@code bool} field. Bytes are collected; when a batch is sealed it becomes BOOLEAN if every byte is 0 or 1, else
 * the bytes themselves (docs/decisions/0003-bool-columns.md).
 */
final class BooleanColumn extends Column {
    private final IntegerColumn values;

    BooleanColumn(Field type, dev.faultline.parsers.schema.Field field, BufferAllocator allocator) {
        super(type, allocator);
        this.values = new IntegerColumn(ColumnTypes.scalar(type.getName(), ColumnTypes.UBYTE), field, false, allocator);
    }

    @Override
    void reserve(int rows) {
        values.reserve(rows);
    }

    @Override
    void append(RecordBlock block, EventRecords records, int from, int to, int row) {
        values.append(block, records, from, to, row);
    }

    @Override
    void appendNulls(int row, int count) {
        values.appendNulls(row, count);
    }

    @Override
    FieldVector seal(int rows) {
        long address = rows == 0 ? 0 : values.address(0);
        for (int i = 0; i < rows; i++) {
            if ((MemoryUtil.getByte(address + i) & 0xfe) != 0) {
                return values.seal(rows);
            }
        }
        try (ArrowBuf bits = packed(address, rows)) {
            FieldVector vector = type.createVector(allocator);
            vector.loadFieldBuffers(values.node(rows), Arrays.asList(values.validity(), bits));
            return vector;
        } finally {
            values.close();
        }
    }

    private ArrowBuf packed(long address, int rows) {
        ArrowBuf bits = allocator.buffer((rows + 7) / 8);
        for (int at = 0; at < rows; at += 8) {
            int packed = 0;
            for (int i = at; i < Math.min(rows, at + 8); i++) {
                packed |= (MemoryUtil.getByte(address + i) & 1) << (i - at);
            }
            MemoryUtil.putByte(bits.memoryAddress() + at / 8, (byte) packed);
        }
        return bits;
    }

    @Override
    long bytes() {
        return values.bytes();
    }

    @Override
    public void close() {
        values.close();
    }
}
