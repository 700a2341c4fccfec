// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A cursor over bytes in memory, of one byte order. */
final class Bytes {
    private final ByteBuffer buffer;

    Bytes(byte[] bytes, ByteOrder order) {
        buffer = ByteBuffer.wrap(bytes).order(order);
    }

    ByteOrder order() {
        return buffer.order();
    }

    int at() {
        return buffer.position();
    }

    Bytes seek(long position) {
        buffer.position(Math.toIntExact(position));
        return this;
    }

    Bytes skip(long count) {
        return seek(at() + count);
    }

    boolean more() {
        return buffer.hasRemaining();
    }

    int u8() {
        return buffer.get() & 0xff;
    }

    int u16() {
        return buffer.getShort() & 0xffff;
    }

    long u32() {
        return buffer.getInt() & 0xffffffffL;
    }

    long u64() {
        return buffer.getLong();
    }

    byte[] take(long count) {
        byte[] bytes = new byte[Math.toIntExact(count)];
        buffer.get(bytes);
        return bytes;
    }

    String text(long count) {
        return new String(take(count), StandardCharsets.ISO_8859_1);
    }

    byte[] remaining() {
        return take(buffer.remaining());
    }

    String rest() {
        return text(buffer.remaining());
    }

    /** Text up to a NUL, which is consumed. */
    String name() {
        StringBuilder text = new StringBuilder();
        for (int c = u8(); c != 0; c = u8()) {
            text.append((char) c);
        }
        return text.toString();
    }
}
