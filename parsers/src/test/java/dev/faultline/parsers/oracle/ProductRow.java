// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import dev.faultline.samples.read.Decoded;
import dev.faultline.samples.read.RawEvent;
import dev.faultline.samples.read.RawField;
import dev.faultline.samples.read.RawRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.jspecify.annotations.Nullable;

/**
 * One row of the product's batches, read through its Arrow columns.
 *
 * @param table the batch
 * @param row the row in it
 */
record ProductRow(ProductTable table, int row) implements Decoded {
    @Override
    public RawEvent event() {
        return table.event();
    }

    @Override
    public String buffer() {
        return table.bufferNames().get((int) prefix(ProductTable.BUFFER_ID));
    }

    @Override
    public int cpu() {
        return (int) prefix(ProductTable.CPU);
    }

    @Override
    public long ts() {
        return prefix(ProductTable.TS);
    }

    @Override
    public int pid() {
        return (int) prefix(ProductTable.PID);
    }

    @Override
    public int flags() {
        return (int) prefix(ProductTable.FLAGS) & 0xff;
    }

    @Override
    public int preemptCount() {
        return (int) prefix(ProductTable.PREEMPT_COUNT) & 0xff;
    }

    long rec() {
        return prefix(ProductTable.REC);
    }

    @Override
    public long number(RawField field) {
        VarBinaryVector payload = table.payload();
        if (payload != null) {
            return whole(payload).number(field);
        }
        FieldVector vector = table.vector(field);
        if (vector instanceof BitVector bit) {
            return bit.get(row);
        } else if (vector instanceof BaseIntVector ints) {
            long value = ints.getValueAsLong(row);
            return field.size() >= 8 ? value : value & ((1L << (8 * field.size())) - 1);
        }
        return 0;
    }

    @Override
    public byte @Nullable [] bytes(RawField field) {
        VarBinaryVector payload = table.payload();
        if (payload != null) {
            return whole(payload).bytes(field);
        }
        FieldVector vector = table.vector(field);
        if (vector.isNull(row)) {
            return null;
        } else if (vector instanceof VarCharVector text) {
            return Escapes.undo(text.get(row));
        } else if (vector instanceof VarBinaryVector blob) {
            return blob.get(row);
        } else if (vector instanceof ListVector list) {
            return elements(list);
        }
        ByteBuffer bytes = ByteBuffer.allocate(8).order(table.order());
        long value = number(field);
        for (int i = 0; i < field.size(); i++) {
            boolean little = table.order() == ByteOrder.LITTLE_ENDIAN;
            bytes.put((byte) (value >>> (8 * (little ? i : field.size() - 1 - i))));
        }
        return Arrays.copyOf(bytes.array(), field.size());
    }

    @Override
    public boolean inPart(RawField field) {
        boolean shortStack = event().stack(field) && number(event().field("size")) * Long.BYTES < field.size();
        return shortStack || (table.payload() == null && table.vector(field) instanceof VarCharVector);
    }

    /** A record that has no columns of its own, by its bytes. */
    private RawRecord whole(VarBinaryVector payload) {
        return new RawRecord(event(), buffer(), cpu(), ts(), 0, payload.get(row), table.order());
    }

    private byte[] elements(ListVector list) {
        List<?> values = list.getObject(row);
        BaseFixedWidthVector fixed = (BaseFixedWidthVector) list.getDataVector();
        BaseIntVector child = (BaseIntVector) fixed;
        int width = fixed.getTypeWidth();
        ByteBuffer bytes = ByteBuffer.allocate(values.size() * width).order(table.order());
        int start = list.getElementStartIndex(row);
        for (int i = 0; i < values.size(); i++) {
            long value = child.getValueAsLong(start + i);
            switch (width) {
                case 1 -> bytes.put((byte) value);
                case 2 -> bytes.putShort((short) value);
                case 4 -> bytes.putInt((int) value);
                default -> bytes.putLong(value);
            }
        }
        return bytes.array();
    }

    private long prefix(int column) {
        return ((BaseIntVector) table.batch().rows().getVector(column)).getValueAsLong(row);
    }
}
