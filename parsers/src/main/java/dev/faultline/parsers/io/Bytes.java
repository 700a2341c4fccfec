// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A bounded, named run of bytes with a byte order. Every access is checked against what is there, so a declared size
 * never causes an allocation that the file cannot back. Not safe for use by several threads.
 */
public abstract sealed class Bytes permits HeapBytes, FileBytes {
    private final String file;
    private final String place;
    private final long base;
    private final ByteOrder order;

    Bytes(String file, String place, long base, ByteOrder order) {
        this.file = file;
        this.place = place;
        this.base = base;
        this.order = order;
    }

    /** Number of bytes. */
    public abstract long length();

    /** The array that holds the bytes last located. */
    abstract byte[] window();

    /** Makes {@code length} bytes at {@code at} available and returns their index in {@link #window()}. */
    abstract int locate(long at, int length) throws IOException;

    /** The same bytes under another name, from {@code at}, {@code length} of them. */
    abstract Bytes view(String place, long at, long length, ByteOrder order);

    /** The file's name. */
    public final String file() {
        return file;
    }

    /** The name of this part. */
    public final String place() {
        return place;
    }

    /** Byte order of multi-byte numbers. */
    public final ByteOrder order() {
        return order;
    }

    /** Offset in the file of byte {@code at}; within unpacked data, the offset in that data. */
    public final long fileOffset(long at) {
        return base + at;
    }

    /** Unsigned byte. */
    public final int u8(long at) throws IOException {
        int index = checked(at, 1, "1 byte");
        return window()[index] & 0xff;
    }

    /** Unsigned 16-bit number. */
    public final int u16(long at) throws IOException {
        int index = checked(at, 2, "2 bytes");
        return Words.u16(window(), index, order);
    }

    /** Unsigned 32-bit number. */
    public final long u32(long at) throws IOException {
        int index = checked(at, 4, "4 bytes");
        return Integer.toUnsignedLong(Words.s32(window(), index, order));
    }

    /** Signed 32-bit number. */
    public final int s32(long at) throws IOException {
        int index = checked(at, 4, "4 bytes");
        return Words.s32(window(), index, order);
    }

    /** 64-bit number; unsigned where the caller says so. */
    public final long u64(long at) throws IOException {
        int index = checked(at, 8, "8 bytes");
        return Words.s64(window(), index, order);
    }

    /** Text up to the first NUL, which must come within {@code limit} bytes. Bytes are read as ISO 8859-1. */
    public final String cString(long at, int limit) throws IOException {
        int available = (int) Math.min(limit, Math.max(0, length() - at));
        int index = checked(at, available, "text");
        byte[] array = window();
        int n = 0;
        while (n < available && array[index + n] != 0) {
            n++;
        }
        if (n == available) {
            throw malformed(at, "no NUL within " + available + " bytes", "NUL-terminated text");
        }
        return new String(array, index, n, StandardCharsets.ISO_8859_1);
    }

    /** A copy of {@code length} bytes. */
    public final byte[] copy(long at, int length) throws IOException {
        int index = checked(at, length, length + " bytes");
        return java.util.Arrays.copyOfRange(window(), index, index + length);
    }

    /** {@code length} bytes at {@code at} under the name {@code place / name}. */
    public final Bytes slice(String name, long at, long length) throws IOException {
        check(at, length, name);
        return view(place.isEmpty() ? name : place + " / " + name, at, length, order);
    }

    /** The same bytes in another byte order. */
    public final Bytes withOrder(ByteOrder other) {
        return view(place, 0, length(), other);
    }

    /** All bytes as text; bytes that are not ASCII are read as ISO 8859-1. */
    public final String text() throws IOException {
        return new String(copy(0, checkedInt(length())), StandardCharsets.ISO_8859_1);
    }

    /** The exception that says what is wrong at {@code at}. */
    public final MalformedCaptureException malformed(long at, String found, String expected) {
        return new MalformedCaptureException(file, place, fileOffset(at), found, expected);
    }

    /** Refuses a range that is not inside. */
    public final void check(long at, long length, String what) throws MalformedCaptureException {
        if (at < 0 || length < 0 || at > length() || length > length() - at) {
            throw malformed(
                    at,
                    String.format(
                            Locale.ROOT, "%d of %d bytes left", Math.max(0, length() - Math.max(at, 0)), length()),
                    what + " of " + Long.toUnsignedString(length) + " bytes");
        }
    }

    private int checked(long at, int length, String what) throws IOException {
        check(at, length, what);
        return locate(at, length);
    }

    private int checkedInt(long length) throws MalformedCaptureException {
        if (length > Integer.MAX_VALUE - 16) {
            throw malformed(0, "a part of " + length + " bytes", "less than 2 GiB");
        }
        return (int) length;
    }
}
