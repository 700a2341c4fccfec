// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects bytes in a machine's order. */
public final class ByteSink {
    private final Machine machine;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public ByteSink(Machine machine) {
        this.machine = machine;
    }

    /** An integer of 1, 2, 4 or 8 bytes. */
    public ByteSink integer(int size, long value) {
        return raw(machine.bytes(size, value));
    }

    public ByteSink u16(int value) {
        return integer(2, value);
    }

    public ByteSink u32(long value) {
        return integer(4, value);
    }

    public ByteSink u64(long value) {
        return integer(8, value);
    }

    public ByteSink raw(byte[] data) {
        bytes.writeBytes(data);
        return this;
    }

    /** The text without a terminator. */
    public ByteSink text(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text and a NUL. */
    public ByteSink string(String text) {
        text(text);
        bytes.write(0);
        return this;
    }

    /** u64 length and text. */
    public ByteSink sized(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return u64(utf8.length).raw(utf8);
    }

    public int size() {
        return bytes.size();
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }
}
