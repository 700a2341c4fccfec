// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import java.nio.ByteOrder;

/** Bytes in memory. */
public final class HeapBytes extends Bytes {
    private final byte[] array;
    private final int start;
    private final int length;

    /** All of {@code array}. */
    public HeapBytes(String file, String place, byte[] array, ByteOrder order) {
        this(file, place, 0, order, array, 0, array.length);
    }

    private HeapBytes(String file, String place, long base, ByteOrder order, byte[] array, int start, int length) {
        super(file, place, base, order);
        this.array = array;
        this.start = start;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    byte[] window() {
        return array;
    }

    @Override
    int locate(long at, int wanted) {
        return start + (int) at;
    }

    @Override
    Bytes view(String name, long at, long size, ByteOrder order) {
        return new HeapBytes(file(), name, fileOffset(at), order, array, start + (int) at, (int) size);
    }
}
