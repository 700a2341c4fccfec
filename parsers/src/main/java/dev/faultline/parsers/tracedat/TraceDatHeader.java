// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.Compression;
import dev.faultline.parsers.io.Cursor;
import dev.faultline.parsers.io.FileBytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The first bytes of a trace.dat file (trace-cmd lib/trace-cmd/trace-output.c, {@code output_write_init()}).
 *
 * @param version 6 or 7
 * @param order byte order of the recorded machine
 * @param pageSize page size of the recorded machine
 * @param compression algorithm of compressed parts; {@code NONE} in version 6
 * @param compressionName how the file names the algorithm and its version, empty in version 6
 * @param firstOptions file offset of the first options section; 0 in version 6
 * @param end file offset behind the header
 */
record TraceDatHeader(
        int version,
        ByteOrder order,
        int pageSize,
        Compression compression,
        String compressionName,
        long firstOptions,
        long end) {
    private static final byte[] MAGIC = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'};
    private static final int FIRST_SECTIONED = 7;
    private static final int MAX_PAGE = 1 << 24;

    static boolean hasMagic(byte[] head) {
        return head.length >= MAGIC.length && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** Whether the body consists of sections found through options. */
    boolean sectioned() {
        return version >= FIRST_SECTIONED;
    }

    static TraceDatHeader read(CaptureFile file) throws IOException {
        Cursor probe = new Cursor(new FileBytes(file, "header", ByteOrder.LITTLE_ENDIAN), MAGIC.length);
        long versionAt = probe.at();
        int version = version(probe.bytes(), versionAt, probe.cString(16));
        ByteOrder order = order(probe.bytes(), probe.at(), probe.u8());
        probe.u8(); // the recorder's own long; the kernel's comes from header_page
        Cursor cursor = new Cursor(probe.bytes().withOrder(order), probe.at());
        long pageSize = cursor.u32();
        if (pageSize < 1024 || pageSize > MAX_PAGE || Long.bitCount(pageSize) != 1) {
            throw cursor.bytes()
                    .malformed(cursor.at() - 4, "page size " + pageSize, "a power of two from 1024 to " + MAX_PAGE);
        }
        if (version < FIRST_SECTIONED) {
            return new TraceDatHeader(version, order, (int) pageSize, Compression.NONE, "", 0, cursor.at());
        }
        long nameAt = cursor.at();
        String name = cursor.cString(32);
        String named = cursor.cString(32);
        Compression compression = Compression.named(name);
        if (compression == null) {
            throw cursor.bytes().malformed(nameAt, "compression \"" + name + "\"", "none, zlib or zstd");
        }
        long firstOptions = cursor.u64();
        return new TraceDatHeader(
                version, order, (int) pageSize, compression, (name + " " + named).strip(), firstOptions, cursor.at());
    }

    private static int version(Bytes bytes, long at, String text) throws IOException {
        if (text.equals("6") || text.equals("7")) {
            return text.charAt(0) - '0';
        }
        throw bytes.malformed(at, "version \"" + text + "\"", "6 or 7");
    }

    private static ByteOrder order(Bytes bytes, long at, int value) throws IOException {
        if (value > 1) {
            throw bytes.malformed(at, "byte order " + value, "0 (little endian) or 1 (big endian)");
        }
        return value == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }
}
