// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.FileBytes;
import dev.faultline.parsers.io.Words;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The first bytes of a perf.data file (Linux tools/perf/util/header.h, {@code struct perf_file_header}).
 *
 * @param version 1 for {@code PERFFILE}, 2 for {@code PERFILE2}
 * @param order byte order of the recorded machine
 * @param pipe whether everything is in the stream of records
 * @param size bytes of the header
 * @param attrs table of attrs; empty in pipe mode
 * @param data the records
 * @param features bits of the feature sections that follow the data
 */
record FileHeader(int version, ByteOrder order, boolean pipe, long size, Section attrs, Section data, BitSet features) {
    /** Largest size of an attr that is believed. */
    static final int LARGEST_ATTR = 4096;

    private static final byte[] VERSION_1 = "PERFFILE".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VERSION_2 = "PERFILE2".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SWAPPED = "2ELIFREP".getBytes(StandardCharsets.US_ASCII);
    private static final int MAGIC = 8;
    private static final int PIPE_SIZE = 16;
    private static final int OLD_SIZE = 72;
    private static final int FEATURES_AT = 72;
    private static final int FEATURE_BITS = 256;
    private static final int HOSTNAME = 3;

    static boolean hasMagic(byte[] head) {
        return begins(head, VERSION_1) || begins(head, VERSION_2) || begins(head, SWAPPED);
    }

    /** Whether these 16 bytes begin what perf writes to a pipe: nothing but a magic and the size of this header. */
    static boolean isPipe(byte[] head) {
        ByteOrder order = begins(head, SWAPPED) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return hasMagic(head) && head.length >= PIPE_SIZE && Words.s64(head, MAGIC, order) == PIPE_SIZE;
    }

    private static boolean begins(byte[] head, byte[] magic) {
        return head.length >= MAGIC && Arrays.equals(head, 0, MAGIC, magic, 0, MAGIC);
    }

    static FileHeader read(CaptureFile file) throws IOException {
        byte[] magic = new FileBytes(file, "header", ByteOrder.LITTLE_ENDIAN).copy(0, MAGIC);
        int version = begins(magic, VERSION_1) ? 1 : 2;
        ByteOrder order = begins(magic, SWAPPED) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        Bytes bytes = new FileBytes(file, "header", order);
        if (version == 1 && !plausible(bytes.u64(8)) && plausible(Long.reverseBytes(bytes.u64(8)))) {
            order = ByteOrder.BIG_ENDIAN;
            bytes = bytes.withOrder(order);
        }
        long size = bytes.u64(8);
        if (size == PIPE_SIZE) {
            Section rest = new Section(PIPE_SIZE, file.length() - PIPE_SIZE);
            return new FileHeader(version, order, true, size, new Section(0, 0), rest, new BitSet());
        }
        if (size < OLD_SIZE || size > LARGEST_ATTR) {
            throw bytes.malformed(8, "header of " + Long.toUnsignedString(size) + " bytes", "16, 72 or 104");
        }
        BitSet features = size > OLD_SIZE ? features(bytes, order) : new BitSet();
        return new FileHeader(version, order, false, size, Section.read(bytes, 24), Section.read(bytes, 40), features);
    }

    private static boolean plausible(long headerSize) {
        return headerSize == PIPE_SIZE || (headerSize >= OLD_SIZE && headerSize <= LARGEST_ATTR);
    }

    /**
     * Four words of 64 bits. A 32-bit writer of the other byte order stored pairs of 32 bits, which shows in the hostname
     * being there only when the words are read so (Linux tools/perf/util/header.c, {@code perf_file_header__read()}).
     */
    private static BitSet features(Bytes bytes, ByteOrder order) throws IOException {
        BitSet words = new BitSet(FEATURE_BITS);
        BitSet halves = new BitSet(FEATURE_BITS);
        for (int bit = 0; bit < FEATURE_BITS; bit++) {
            words.set(bit, (bytes.u64(FEATURES_AT + (bit / 64) * 8L) >>> (bit % 64) & 1) != 0);
            halves.set(bit, (bytes.u32(FEATURES_AT + (bit / 32) * 4L) >>> (bit % 32) & 1) != 0);
        }
        boolean paired = order == ByteOrder.BIG_ENDIAN && !words.get(HOSTNAME) && halves.get(HOSTNAME);
        return paired ? halves : words;
    }
}
