// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.io.Words;
import java.nio.ByteOrder;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.types.pojo.Field;

/** An integer field: one tight loop per width, as this is where most bytes go. */
final class IntegerColumn extends FixedWidthColumn {
    /** Bytes that can be read from a record's end on ({@link RecordBlock#bytes}). */
    private static final int SLACK = 8;

    private final int offset;
    private final int size;

    /** @param widen whether a field of 4 bytes becomes an unsigned column of 8 */
    IntegerColumn(Field type, dev.faultline.parsers.schema.Field field, boolean widen, BufferAllocator allocator) {
        super(type, widen ? 8 : field.size(), allocator);
        this.offset = field.offset();
        this.size = field.size();
    }

    @Override
    void append(RecordBlock block, EventRecords records, int from, int to, int row) {
        if (records.shortest() < offset + size) {
            appendChecked(block, records, from, to, row);
            return;
        }
        boolean swap = block.order() != ByteOrder.nativeOrder();
        long address = address(row);
        check(block, records, from, to);
        switch (size) {
            case 1 -> bytes(block.bytes(), records.places(), from, to, address);
            case 2 -> shorts(block.bytes(), records.places(), from, to, address, swap);
            case 4 -> {
                if (width == 8) {
                    widened(block.bytes(), records.places(), from, to, address, swap);
                } else {
                    ints(block.bytes(), records.places(), from, to, address, swap);
                }
            }
            default -> longs(block.bytes(), records.places(), from, to, address, swap);
        }
    }

    /** The loops below load without a check each; places ascend within a block. */
    private void check(RecordBlock block, EventRecords records, int from, int to) {
        if (from < to) {
            Objects.checkIndex(records.offset(from) + offset, block.bytes().length);
            Objects.checkFromIndexSize(records.offset(to - 1) + offset, SLACK, block.bytes().length);
        }
    }

    /** Some records are too short for the field: those get NULL. */
    private void appendChecked(RecordBlock block, EventRecords records, int from, int to, int row) {
        boolean swap = block.order() == ByteOrder.BIG_ENDIAN;
        for (int i = from; i < to; i++) {
            int at = row + i - from;
            if (records.length(i) < offset + size) {
                MemoryUtil.setMemory(address(at), width, (byte) 0);
                setNull(at);
                int length = records.length(i);
                block.issues()
                        .add(
                                IssueKind.SHORT_RECORD,
                                block.rec(records.offset(i)),
                                () -> records.schema().qualifiedName() + "." + type.getName() + ": payload of " + length
                                        + " bytes, " + (offset + size) + " expected");
            } else {
                one(block.bytes(), records.offset(i) + offset, address(at), swap);
            }
        }
    }

    private void one(byte[] bytes, int at, long address, boolean swap) {
        switch (size) {
            case 1 -> MemoryUtil.putByte(address, bytes[at]);
            case 2 -> MemoryUtil.putShort(address, shortAt(bytes, at, swap));
            case 4 -> {
                if (width == 8) {
                    MemoryUtil.putLong(address, Integer.toUnsignedLong(intAt(bytes, at, swap)));
                } else {
                    MemoryUtil.putInt(address, intAt(bytes, at, swap));
                }
            }
            default -> MemoryUtil.putLong(address, longAt(bytes, at, swap));
        }
    }

    private void bytes(byte[] bytes, long[] places, int from, int to, long start) {
        long address = start;
        for (int i = from; i < to; i++) {
            MemoryUtil.putByte(address, bytes[(int) places[i] + offset]);
            address++;
        }
    }

    private void shorts(byte[] bytes, long[] places, int from, int to, long start, boolean swap) {
        long address = start;
        for (int i = from; i < to; i++) {
            short value = (short) MemoryUtil.getInt(bytes, (int) places[i] + offset);
            MemoryUtil.putShort(address, swap ? Short.reverseBytes(value) : value);
            address += 2;
        }
    }

    private void ints(byte[] bytes, long[] places, int from, int to, long start, boolean swap) {
        long address = start;
        for (int i = from; i < to; i++) {
            int value = MemoryUtil.getInt(bytes, (int) places[i] + offset);
            MemoryUtil.putInt(address, swap ? Integer.reverseBytes(value) : value);
            address += 4;
        }
    }

    private void widened(byte[] bytes, long[] places, int from, int to, long start, boolean swap) {
        long address = start;
        for (int i = from; i < to; i++) {
            int value = MemoryUtil.getInt(bytes, (int) places[i] + offset);
            MemoryUtil.putLong(address, Integer.toUnsignedLong(swap ? Integer.reverseBytes(value) : value));
            address += 8;
        }
    }

    private void longs(byte[] bytes, long[] places, int from, int to, long start, boolean swap) {
        long address = start;
        for (int i = from; i < to; i++) {
            long value = MemoryUtil.getLong(bytes, (int) places[i] + offset);
            MemoryUtil.putLong(address, swap ? Long.reverseBytes(value) : value);
            address += 8;
        }
    }

    private static short shortAt(byte[] bytes, int at, boolean swap) {
        short value = Words.leShort(bytes, at);
        return swap ? Short.reverseBytes(value) : value;
    }

    private static int intAt(byte[] bytes, int at, boolean swap) {
        int value = Words.leInt(bytes, at);
        return swap ? Integer.reverseBytes(value) : value;
    }

    private static long longAt(byte[] bytes, int at, boolean swap) {
        long value = Words.leLong(bytes, at);
        return swap ? Long.reverseBytes(value) : value;
    }
}
