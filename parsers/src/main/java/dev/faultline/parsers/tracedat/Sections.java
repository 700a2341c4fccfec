// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.Compression;
import dev.faultline.parsers.io.Cursor;
import dev.faultline.parsers.io.HeapBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sections of a version 7 file: u16 id, u16 flags, u32 description, u64 size, body (trace-cmd
 * lib/trace-cmd/trace-output.c, {@code tcmd_out_write_section_header()}).
 */
final class Sections {
    private static final int HEADER = 16;
    private static final int COMPRESSED = 1;

    private final Contents contents;

    Sections(Contents contents) {
        this.contents = contents;
    }

    /** Whether the section at {@code at} is flagged compressed. */
    boolean compressed(long at) throws IOException {
        return (contents.bytes.u16(at + 2) & COMPRESSED) != 0;
    }

    /** The body of a section, unpacked when it is compressed: u32 packed size, u32 size, data. */
    Cursor body(OptionId id, long at) throws IOException {
        Bytes body = raw(id, at);
        if (!compressed(at)) {
            return new Cursor(body, 0);
        }
        return new Cursor(unpack(new Cursor(body, 0), body.place()), 0);
    }

    /** The body of a section of text: as is, or u32 chunks and so many compressed chunks. */
    Bytes chunkedBody(long at) throws IOException {
        Bytes body = raw(OptionId.BUFFER_TEXT, at);
        if (!compressed(at)) {
            return body;
        }
        Cursor cursor = new Cursor(body, 0);
        long chunks = cursor.u32();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (long i = 0; i < chunks; i++) {
            Bytes chunk = unpack(cursor, "chunk " + i);
            all.writeBytes(chunk.copy(0, (int) chunk.length()));
        }
        return new HeapBytes(contents.file.name(), body.place(), all.toByteArray(), contents.bytes.order());
    }

    /** Pointers to sections by walking them from the end of the header, as far as their sizes make sense. */
    Map<OptionId, Long> walk() throws IOException {
        Map<OptionId, Long> found = new EnumMap<>(OptionId.class);
        long at = contents.header.end();
        while (contents.bytes.length() - at >= HEADER) {
            OptionId id = OptionId.of(contents.bytes.u16(at));
            long size = contents.bytes.u64(at + 8);
            if (id == null || size <= 0 || size > contents.bytes.length() - at - HEADER) {
                break;
            }
            found.putIfAbsent(id, at);
            at += HEADER + size;
        }
        return found;
    }

    private Bytes raw(OptionId id, long at) throws IOException {
        Bytes bytes = contents.bytes;
        String name = id == OptionId.DONE ? "options" : id.name();
        bytes.check(at, HEADER, name + " section header");
        int found = bytes.u16(at);
        if (found != id.number()) {
            throw bytes.malformed(at, "section " + found, "section " + id.number() + " (" + name + ")");
        }
        long size = bytes.u64(at + 8);
        long available = bytes.length() - at - HEADER;
        boolean whole = size >= 0 && size <= available;
        if (!whole) {
            contents.issues.add(
                    IssueKind.TRUNCATED, at, () -> name + ": " + available + " of " + size + " bytes are there");
        }
        return bytes.slice(name, at + HEADER, whole ? size : available);
    }

    private Bytes unpack(Cursor cursor, String name) throws IOException {
        long packed = cursor.u32();
        long size = cursor.u32();
        Bytes source = cursor.slice(name, packed);
        if (size > Compression.MAX_UNPACKED) {
            throw source.malformed(0, size + " bytes declared", "at most " + Compression.MAX_UNPACKED);
        }
        byte[] data = source.copy(0, (int) Math.min(packed, Integer.MAX_VALUE - 16));
        Compression.Unpacked unpacked = contents.header.compression().unpack(data, 0, data.length, (int) size);
        if (unpacked.length() == 0 && size > 0) {
            throw source.malformed(0, String.valueOf(unpacked.damage()), size + " bytes of unpacked data");
        }
        String damage = unpacked.damage();
        if (damage != null) {
            contents.issues.add(IssueKind.BAD_CHUNK, source.fileOffset(0), () -> name + ": " + damage);
        }
        byte[] whole = java.util.Arrays.copyOf(unpacked.bytes(), unpacked.length());
        return new HeapBytes(contents.file.name(), source.place(), whole, contents.bytes.order());
    }
}
