// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of one record of a perf.data; used again for the next. */
public final class PerfRecord {
    static final int HEADER = 8;
    private static final int LARGEST = 65528;

    private final Machine machine;
    private byte[] bytes = new byte[512];
    private int length;

    PerfRecord(Machine machine) {
        this.machine = machine;
    }

    PerfRecord begin(int type, int misc) {
        length = 0;
        return u32(type).u16(misc).u16(0);
    }

    public PerfRecord u16(int value) {
        return integer(2, value);
    }

    public PerfRecord u32(long value) {
        return integer(4, value);
    }

    public PerfRecord u64(long value) {
        return integer(8, value);
    }

    public PerfRecord u64s(long[] values) {
        for (long value : values) {
            u64(value);
        }
        return this;
    }

    /** Text, NUL, and zeros up to a multiple of eight. */
    public PerfRecord string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return bytes(utf8, (utf8.length + 8) & -8);
    }

    /** {@code data} and zeros, {@code size} bytes in all. */
    public PerfRecord bytes(byte[] data, int size) {
        room(size);
        System.arraycopy(data, 0, bytes, length, data.length);
        Arrays.fill(bytes, length + data.length, length + size, (byte) 0);
        length += size;
        return this;
    }

    /** Ends the record: its size goes into its header. */
    void end() {
        if (length > LARGEST) {
            throw new IllegalArgumentException("a record of " + length + " bytes: its size has 16 bits");
        }
        machine.put(bytes, 6, 2, length);
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    private PerfRecord integer(int size, long value) {
        room(size);
        machine.put(bytes, length, size, value);
        length += size;
        return this;
    }

    private void room(int size) {
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + size));
        }
    }
}
