// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.io.Words;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.jspecify.annotations.Nullable;

/** An array of integers. */
final class ListColumn extends Column {
    private static final int FIRST_DATA = 256;

    private final FieldSpan span;
    private final int elementSize;
    private final int width;
    private final boolean endsAtAllOnes;
    private @Nullable ArrowBuf offsets;
    private @Nullable ArrowBuf data;
    private int elements;

    ListColumn(org.apache.arrow.vector.types.pojo.Field type, FieldSpan span, Field field, BufferAllocator allocator) {
        super(type, allocator);
        this.span = span;
        this.elementSize = field.elementSize();
        this.width = ColumnTypes.widened(field) ? 8 : elementSize;
        this.endsAtAllOnes = field.kind() == FieldKind.STACK;
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
            } else {
                add(block, FieldSpan.start(bytes), FieldSpan.length(bytes) / elementSize);
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
            MemoryUtil.putInt(ends.memoryAddress() + 4L * (row + 1), elements);
        }
    }

    private void add(RecordBlock block, int start, int count) {
        ArrowBuf target = room(count);
        boolean swap = block.order() == ByteOrder.BIG_ENDIAN;
        byte[] bytes = block.bytes();
        for (int k = 0; k < count; k++) {
            int at = start + k * elementSize;
            if (endsAtAllOnes && allOnes(bytes, at)) {
                return;
            }
            put(target.memoryAddress() + (long) elements * width, bytes, at, swap);
            elements++;
        }
    }

    private boolean allOnes(byte[] bytes, int at) {
        return elementSize == 8 ? Words.leLong(bytes, at) == -1 : Words.leInt(bytes, at) == -1;
    }

    private void put(long address, byte[] bytes, int at, boolean swap) {
        switch (elementSize) {
            case 1 -> MemoryUtil.putByte(address, bytes[at]);
            case 2 -> {
                short value = Words.leShort(bytes, at);
                MemoryUtil.putShort(address, swap ? Short.reverseBytes(value) : value);
            }
            case 4 -> {
                int value = Words.leInt(bytes, at);
                int ordered = swap ? Integer.reverseBytes(value) : value;
                if (width == 8) {
                    MemoryUtil.putLong(address, Integer.toUnsignedLong(ordered));
                } else {
                    MemoryUtil.putInt(address, ordered);
                }
            }
            default -> {
                long value = Words.leLong(bytes, at);
                MemoryUtil.putLong(address, swap ? Long.reverseBytes(value) : value);
            }
        }
    }

    private ArrowBuf room(int count) {
        ArrowBuf target = data;
        long needed = (long) (elements + count) * width;
        if (target == null || target.capacity() < needed) {
            target = grown(target, (long) elements * width, Math.max(FIRST_DATA, 2 * needed));
            data = target;
        }
        return target;
    }

    @Override
    FieldVector seal(int rows) {
        ArrowBuf values = room(0);
        ListVector vector = (ListVector) type.createVector(allocator);
        vector.loadFieldBuffers(node(rows), Arrays.asList(validity(), offsets));
        vector.getDataVector().loadFieldBuffers(new ArrowFieldNode(elements, 0), Arrays.asList(null, values));
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
        elements = 0;
        capacity = 0;
        dropValidity();
    }
}
