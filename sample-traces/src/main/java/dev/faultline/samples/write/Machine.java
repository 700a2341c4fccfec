// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The traced machine as far as it shapes bytes.
 *
 * @param order its byte order
 * @param longSize bytes of a kernel {@code long}: 4 or 8
 */
public record Machine(ByteOrder order, int longSize) {
    public static final Machine LE64 = new Machine(ByteOrder.LITTLE_ENDIAN, 8);
    public static final Machine LE32 = new Machine(ByteOrder.LITTLE_ENDIAN, 4);
    public static final Machine BE64 = new Machine(ByteOrder.BIG_ENDIAN, 8);
    public static final Machine BE32 = new Machine(ByteOrder.BIG_ENDIAN, 4);

    private static final VarHandle SHORT_LE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BE = view(short[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle INT_LE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BE = view(int[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle LONG_LE = view(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_BE = view(long[].class, ByteOrder.BIG_ENDIAN);

    public Machine {
        if (longSize != 4 && longSize != 8) {
            throw new IllegalArgumentException("a long has 4 or 8 bytes, not " + longSize);
        }
    }

    public boolean bigEndian() {
        return order == ByteOrder.BIG_ENDIAN;
    }

    /** Stores the low {@code size} (1, 2, 4 or 8) bytes of {@code value}. */
    public void put(byte[] to, int offset, int size, long value) {
        switch (size) {
            case 1 -> to[offset] = (byte) value;
            case 2 -> putShort(to, offset, (short) value);
            case 4 -> putInt(to, offset, (int) value);
            case 8 -> putLong(to, offset, value);
            default -> throw new IllegalArgumentException("an integer has 1, 2, 4 or 8 bytes, not " + size);
        }
    }

    private void putShort(byte[] to, int offset, short value) {
        if (bigEndian()) {
            SHORT_BE.set(to, offset, value);
        } else {
            SHORT_LE.set(to, offset, value);
        }
    }

    void putInt(byte[] to, int offset, int value) {
        if (bigEndian()) {
            INT_BE.set(to, offset, value);
        } else {
            INT_LE.set(to, offset, value);
        }
    }

    void putLong(byte[] to, int offset, long value) {
        if (bigEndian()) {
            LONG_BE.set(to, offset, value);
        } else {
            LONG_LE.set(to, offset, value);
        }
    }

    /** {@code value} in {@code size} bytes of this machine's order. */
    public byte[] bytes(int size, long value) {
        byte[] bytes = new byte[size];
        put(bytes, 0, size, value);
        return bytes;
    }

    private static VarHandle view(Class<?> array, ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(array, order);
    }
}
