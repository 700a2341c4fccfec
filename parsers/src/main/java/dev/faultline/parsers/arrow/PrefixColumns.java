// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.RecordBlock;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** The columns every event table starts with. */
final class PrefixColumns {
    private PrefixColumns() {}

    static List<Column> of(EventTable table, int captureId, BufferAllocator allocator) {
        List<Field> types = table.schema().getFields();
        List<Column> columns = new ArrayList<>();
        columns.add(new Constant(types.get(0), 2, block -> captureId, allocator));
        columns.add(new Stamp(types.get(1), allocator));
        columns.add(new Constant(types.get(2), 2, RecordBlock::cpu, allocator));
        columns.add(common(table, types.get(3), 4, allocator));
        columns.add(common(table, types.get(4), 1, allocator));
        columns.add(common(table, types.get(5), 1, allocator));
        columns.add(new Constant(types.get(6), 1, RecordBlock::bufferId, allocator));
        columns.add(new Rec(types.get(7), allocator));
        columns.add(new Null(types.get(8), allocator));
        return columns;
    }

    private static Column common(EventTable table, Field type, int size, BufferAllocator allocator) {
        dev.faultline.parsers.schema.Field field = table.event().field(type.getName());
        return field == null || field.size() != size
                ? new Null(type, allocator)
                : new IntegerColumn(type, field, false, allocator);
    }

    /** One value of a block. */
    @FunctionalInterface
    private interface BlockValue {
        int of(RecordBlock block);
    }

    /** The same value for all records of a block; a negative one is NULL. */
    private static final class Constant extends FixedWidthColumn {
        private final BlockValue value;

        Constant(Field type, int width, BlockValue value, BufferAllocator allocator) {
            super(type, width, allocator);
            this.value = value;
        }

        @Override
        void append(RecordBlock block, EventRecords records, int from, int to, int row) {
            int constant = value.of(block);
            long address = address(row);
            if (width == 1) {
                MemoryUtil.setMemory(address, to - from, (byte) constant);
                return;
            }
            for (int i = from; i < to; i++) {
                MemoryUtil.putShort(address, (short) constant);
                address += 2;
            }
            for (int i = from; constant < 0 && i < to; i++) {
                setNull(row + i - from);
            }
        }
    }

    /** {@code ts}. */
    private static final class Stamp extends FixedWidthColumn {
        Stamp(Field type, BufferAllocator allocator) {
            super(type, 8, allocator);
        }

        @Override
        void append(RecordBlock block, EventRecords records, int from, int to, int row) {
            long address = address(row);
            long[] stamps = records.stamps();
            for (int i = from; i < to; i++) {
                MemoryUtil.putLong(address, stamps[i]);
                address += 8;
            }
            for (int i = from; !block.stamped() && i < to; i++) {
                setNull(row + i - from);
            }
        }
    }

    /** {@code rec}. */
    private static final class Rec extends FixedWidthColumn {
        Rec(Field type, BufferAllocator allocator) {
            super(type, 8, allocator);
        }

        @Override
        void append(RecordBlock block, EventRecords records, int from, int to, int row) {
            long address = address(row);
            long base = block.recBase();
            long[] places = records.places();
            for (int i = from; i < to; i++) {
                MemoryUtil.putLong(address, base + (int) places[i]);
                address += 8;
            }
        }
    }

    /** A column this capture has no values for. */
    private static final class Null extends Column {
        Null(Field type, BufferAllocator allocator) {
            super(type, allocator);
        }

        @Override
        void reserve(int rows) {}

        @Override
        void append(RecordBlock block, EventRecords records, int from, int to, int row) {}

        @Override
        FieldVector seal(int rows) {
            BaseFixedWidthVector vector = (BaseFixedWidthVector) type.createVector(allocator);
            vector.allocateNew(rows);
            vector.setValueCount(rows);
            return vector;
        }

        @Override
        long bytes() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
