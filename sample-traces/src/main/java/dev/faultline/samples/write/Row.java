// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import dev.faultline.samples.write.FormatField.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * The bytes of one record, to be filled field by field and used again: {@link #clear()} makes every field zero.
 * Dynamic data follows the fixed part in the order it was set.
 */
public final class Row {
    private final EventFormat format;
    private final Machine machine;
    private final FormatField[] fields;
    private final int[] offsets;
    private final int[] sizes;
    private final boolean littleEndian;
    private final int fixedSize;
    private byte[] bytes;
    private int length;

    Row(EventFormat format) {
        this.format = format;
        this.machine = format.machine();
        this.fields = format.fields().toArray(FormatField[]::new);
        this.offsets = format.fields().stream().mapToInt(FormatField::offset).toArray();
        this.sizes = format.fields().stream().mapToInt(FormatField::size).toArray();
        this.littleEndian = !machine.bigEndian();
        this.fixedSize = format.fixedSize();
        this.bytes = new byte[Math.max(64, fixedSize)];
        clear();
    }

    /** Every field zero, no dynamic data, {@code common_type} set. */
    public Row clear() {
        Arrays.fill(bytes, 0, Math.max(length, fixedSize), (byte) 0);
        length = fixedSize;
        return put(0, format.id());
    }

    /** Sets an integer field by its {@link EventFormat#slot}: the fast way. */
    public Row put(int slot, long value) {
        int offset = offsets[slot];
        int size = sizes[slot];
        if (littleEndian && size == Long.BYTES) {
            // Bytes, as the quick compiler makes a dozen calls of a VarHandle.
            putInt(offset, (int) value);
            putInt(offset + Integer.BYTES, (int) (value >>> Integer.SIZE));
        } else if (littleEndian && size == Integer.BYTES) {
            putInt(offset, (int) value);
        } else {
            machine.put(bytes, offset, size, value);
        }
        return this;
    }

    private void putInt(int offset, int value) {
        byte[] target = bytes;
        target[offset] = (byte) value;
        target[offset + 1] = (byte) (value >>> 8);
        target[offset + 2] = (byte) (value >>> 16);
        target[offset + 3] = (byte) (value >>> 24);
    }

    /** Sets an array in place by its slot: as many bytes as it has. */
    public Row put(int slot, byte[] data) {
        FormatField field = fields[slot];
        System.arraycopy(data, 0, bytes, field.offset(), field.size());
        return this;
    }

    public Row pid(int tid) {
        return set("common_pid", tid);
    }

    public Row set(String field, long value) {
        return put(format.slot(field), value);
    }

    /** Sets text: NUL-terminated, except when it fills a {@code char[n]} exactly. */
    public Row set(String field, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        FormatField target = fields[format.slot(field)];
        boolean full = target.shape() == Shape.FIXED_ARRAY && utf8.length == target.size();
        return set(field, full ? utf8 : Arrays.copyOf(utf8, utf8.length + 1));
    }

    /** Sets raw bytes: of an array in place, of dynamic data, or of the rest of the record. */
    public Row set(String field, byte[] data) {
        FormatField target = fields[format.slot(field)];
        switch (target.shape()) {
            case SCALAR, FIXED_ARRAY -> inPlace(target, data);
            case DATA_LOC -> locate(target, data, length);
            case REL_LOC -> locate(target, data, length - target.offset() - target.size());
            case REST -> {
                length = target.offset();
                append(data);
            }
        }
        return this;
    }

    /** Sets the elements of an array in place, of dynamic data, or of the rest of the record. */
    public Row set(String field, long[] elements) {
        int size = fields[format.slot(field)].elementSize();
        byte[] data = new byte[elements.length * size];
        for (int i = 0; i < elements.length; i++) {
            machine.put(data, i * size, size, elements[i]);
        }
        return set(field, data);
    }

    /** Sets several fields; values are numbers, booleans, text, {@code byte[]} or {@code long[]}. */
    public Row setAll(Map<String, ?> values) {
        for (Map.Entry<String, ?> entry : values.entrySet()) {
            setAny(entry.getKey(), entry.getValue());
        }
        return this;
    }

    private void setAny(String field, Object value) {
        if (value instanceof Number number) {
            set(field, number.longValue());
        } else if (value instanceof Boolean flag) {
            set(field, flag ? 1 : 0);
        } else if (value instanceof String text) {
            set(field, text);
        } else if (value instanceof byte[] data) {
            set(field, data);
        } else if (value instanceof long[] elements) {
            set(field, elements);
        } else {
            throw new IllegalArgumentException(field + ": no way to write a " + value.getClass());
        }
    }

    /** Bytes of the record so far; shorter than what a reader sees, which is rounded up to four. */
    public int length() {
        return length;
    }

    /** Layout of the record. */
    public EventFormat format() {
        return format;
    }

    /** A copy of the record's bytes, for whoever wants to break them. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    byte[] array() {
        return bytes;
    }

    private void inPlace(FormatField field, byte[] data) {
        if (data.length > field.size()) {
            throw new IllegalArgumentException(field.name() + " has " + field.size() + " bytes, not " + data.length);
        }
        System.arraycopy(data, 0, bytes, field.offset(), data.length);
    }

    private void locate(FormatField field, byte[] data, int offset) {
        machine.putInt(bytes, field.offset(), data.length << 16 | (offset & 0xffff));
        append(data);
    }

    private void append(byte[] data) {
        if (length + data.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + data.length));
        }
        System.arraycopy(data, 0, bytes, length, data.length);
        length += data.length;
    }
}
