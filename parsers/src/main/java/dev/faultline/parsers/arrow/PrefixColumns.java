// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.RecordBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** The columns every event table starts with, and the one behind the fields that tables of samples may have. */
final class PrefixColumns {
    private PrefixColumns() {}

    static List<Column> of(EventTable table, int captureId, BufferAllocator allocator) {
        List<Field> types = table.schema().getFields();
        List<Column> columns = new ArrayList<>();
        columns.add(new Constant(types.get(0), 2, block -> captureId, allocator));
        columns.add(new Stamp(types.get(1), allocator));
        columns.add(new Cpu(types.get(2), allocator));
        columns.add(tid(table, types.get(3), allocator));
        columns.add(common(table, types.get(4), 1, allocator));
        columns.add(common(table, types.get(5), 1, allocator));
        columns.add(new Constant(types.get(6), 1, RecordBlock::bufferId, allocator));
        columns.add(new Rec(types.get(7), allocator));
        columns.add(new SampleId(types.get(8), allocator));
        return columns;
    }

    /** {@link EventTable#KIND}. */
    static Column kind(Field type, BufferAllocator allocator) {
        return new OfOrigin(type, Origins::kinds, allocator);
    }

    private static Column tid(EventTable table, Field type, BufferAllocator allocator) {
        Column field = common(table, type, 4, allocator);
        return field instanceof Null ? new OfOrigin(type, Origins::tids, allocator) : field;
    }

    private static Column common(EventTable table, Field type, int size, BufferAllocator allocator) {
        dev.faultline.parsers.schema.Field field = table.event().field(type.getName());
        return field == null || field.size() != size
                ? new Null(type, allocator)
                : new IntegerColumn(type, field, false, allocator);
    }

    private static FieldVector allNull(Field type, int rows, BufferAllocator allocator) {
        BaseFixedWidthVector vector = (BaseFixedWidthVector) type.createVector(allocator);
        vector.allocateNew(rows);
        vector.setValueCount(rows);
        return vector;
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

    /** {@code cpu}: of the block, or of each record. */
    private static final class Cpu extends FixedWidthColumn {
        Cpu(Field type, BufferAllocator allocator) {
            super(type, 2, allocator);
        }

        @Override
        void append(RecordBlock block, EventRecords records, int from, int to, int row) {
            Origins origins = records.origins();
            int[] each = origins == null ? null : origins.cpus();
            long address = address(row);
            for (int i = from; i < to; i++) {
                int cpu = each == null ? block.cpu() : each[i];
                MemoryUtil.putShort(address, (short) cpu);
                address += 2;
                if (cpu < 0) {
                    setNull(row + i - from);
                }
            }
        }
    }

    /** A number that the record's origin says, else NULL: {@code common_pid} of events without such a field, the kind. */
    private static final class OfOrigin extends FixedWidthColumn {
        private final Function<Origins, int[]> numbers;

        OfOrigin(Field type, Function<Origins, int[]> numbers, BufferAllocator allocator) {
            super(type, 4, allocator);
            this.numbers = numbers;
        }

        @Override
        void append(RecordBlock block, EventRecords records, int from, int to, int row) {
            Origins origins = records.origins();
            if (origins == null) {
                appendNulls(row, to - from);
                return;
            }
            int[] each = numbers.apply(origins);
            long address = address(row);
            for (int i = from; i < to; i++) {
                MemoryUtil.putInt(address, each[i]);
                address += 4;
                if (each[i] == Origins.NONE) {
                    setNull(row + i - from);
                }
            }
        }
    }

    /** {@code sample_id}: {@code rec} of the sample a row belongs to. Costs nothing until there are samples. */
    private static final class SampleId extends FixedWidthColumn {
        private int room;
        private boolean used;

        SampleId(Field type, BufferAllocator allocator) {
            super(type, 8, allocator);
        }

        @Override
        void reserve(int rows) {
            room = rows;
            if (used) {
                super.reserve(rows);
            }
        }

        @Override
        void append(RecordBlock block, EventRecords records, int from, int to, int row) {
            Origins origins = records.origins();
            if (origins == null || !origins.sampled()) {
                appendNulls(row, to - from);
                return;
            }
            if (!used) {
                used = true;
                super.reserve(room);
                appendNulls(0, row);
            }
            long[] recs = origins.recs();
            for (int i = from; i < to; i++) {
                MemoryUtil.putLong(address(row + i - from), recs[i]);
            }
        }

        @Override
        void appendNulls(int row, int count) {
            if (used) {
                super.appendNulls(row, count);
            }
        }

        @Override
        FieldVector seal(int rows) {
            if (!used) {
                return allNull(type, rows, allocator);
            }
            used = false;
            return super.seal(rows);
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
            boolean always = block.stamped();
            for (int i = from; i < to; i++) {
                long stamp = stamps[i];
                always &= stamp != Origins.NO_TS;
                MemoryUtil.putLong(address, stamp);
                address += 8;
            }
            for (int i = from; !always && i < to; i++) {
                if (!block.stamped() || (records.origins() != null && stamps[i] == Origins.NO_TS)) {
                    setNull(row + i - from);
                }
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
            Origins origins = records.origins();
            if (origins != null) {
                long[] recs = origins.recs();
                for (int i = from; i < to; i++) {
                    MemoryUtil.putLong(address, recs[i]);
                    address += 8;
                }
                return;
            }
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
        void appendNulls(int row, int count) {}

        @Override
        FieldVector seal(int rows) {
            return allNull(type, rows, allocator);
        }

        @Override
        long bytes() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
