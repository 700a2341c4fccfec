// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import java.io.IOException;

/** A position that moves over {@link Bytes}. */
public final class Cursor {
    private final Bytes bytes;
    private long at;

    /** A cursor at {@code at}. */
    public Cursor(Bytes bytes, long at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** What it moves over. */
    public Bytes bytes() {
        return bytes;
    }

    /** Where it stands. */
    public long at() {
        return at;
    }

    /** Bytes from here to the end. */
    public long remaining() {
        return Math.max(0, bytes.length() - at);
    }

    /** Unsigned byte. */
    public int u8() throws IOException {
        int value = bytes.u8(at);
        at += 1;
        return value;
    }

    /** Unsigned 16-bit number. */
    public int u16() throws IOException {
        int value = bytes.u16(at);
        at += 2;
        return value;
    }

    /** Unsigned 32-bit number. */
    public long u32() throws IOException {
        long value = bytes.u32(at);
        at += 4;
        return value;
    }

    /** 64-bit number. */
    public long u64() throws IOException {
        long value = bytes.u64(at);
        at += 8;
        return value;
    }

    /** Text up to a NUL within {@code limit} bytes; stands behind the NUL afterwards. */
    public String cString(int limit) throws IOException {
        String text = bytes.cString(at, limit);
        at += text.length() + 1;
        return text;
    }

    /** The next {@code length} bytes, named. */
    public Bytes slice(String name, long length) throws IOException {
        Bytes slice = bytes.slice(name, at, length);
        at += length;
        return slice;
    }

    /** Moves on. */
    public void skip(long count) throws IOException {
        bytes.check(at, count, "skipped part");
        at += count;
    }
}
