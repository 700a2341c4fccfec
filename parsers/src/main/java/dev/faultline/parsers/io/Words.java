// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers inside a byte array, in either byte order and at any alignment. */
public final class Words {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    /** Little-endian 16 bits. */
    public static short leShort(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at);
    }

    /** Little-endian 32 bits. */
    public static int leInt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    /** Little-endian 64 bits; two loads, as fields are 4-byte aligned and an unaligned long costs the quick compiler twice that. */
    public static long leLong(byte[] bytes, int at) {
        return Integer.toUnsignedLong(leInt(bytes, at)) | (long) leInt(bytes, at + 4) << 32;
    }

    /** Stores little-endian 64 bits. */
    public static void putLeLong(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    /** Stores the low 16 bits. */
    public static void putShort(byte[] bytes, int at, int value, ByteOrder order) {
        short low = (short) value;
        SHORT.set(bytes, at, order == ByteOrder.LITTLE_ENDIAN ? low : Short.reverseBytes(low));
    }

    /** Stores 32 bits. */
    public static void putInt(byte[] bytes, int at, int value, ByteOrder order) {
        INT.set(bytes, at, order == ByteOrder.LITTLE_ENDIAN ? value : Integer.reverseBytes(value));
    }

    /** Stores 64 bits. */
    public static void putLong(byte[] bytes, int at, long value, ByteOrder order) {
        LONG.set(bytes, at, order == ByteOrder.LITTLE_ENDIAN ? value : Long.reverseBytes(value));
    }

    /** Unsigned 16 bits. */
    public static int u16(byte[] bytes, int at, ByteOrder order) {
        short value = leShort(bytes, at);
        return Short.toUnsignedInt(order == ByteOrder.LITTLE_ENDIAN ? value : Short.reverseBytes(value));
    }

    /** Signed 32 bits. */
    public static int s32(byte[] bytes, int at, ByteOrder order) {
        int value = leInt(bytes, at);
        return order == ByteOrder.LITTLE_ENDIAN ? value : Integer.reverseBytes(value);
    }

    /** 64 bits. */
    public static long s64(byte[] bytes, int at, ByteOrder order) {
        long value = leLong(bytes, at);
        return order == ByteOrder.LITTLE_ENDIAN ? value : Long.reverseBytes(value);
    }
}
