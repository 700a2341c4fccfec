// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The records of a perf.data one by one; those inside of COMPRESSED records, which are one zstd stream, in their place. */
final class RawPerfStream {
    private static final int HEADER = 8;
    private static final int TRACING_DATA = 66;
    private static final int AUXTRACE = 71;
    private static final int COMPRESSED = 81;
    private static final int COMPRESSED2 = 83;

    private final byte[] file;
    private final ByteBuffer words;
    private final int end;
    private int at;
    private byte[] unpacked = {};
    private int inUnpacked;
    private @Nullable InputStream zstd;
    private InputStream packed = new ByteArrayInputStream(new byte[0]);

    RawPerfStream(byte[] file, ByteOrder order, int start, int end) {
        this.file = file;
        this.words = ByteBuffer.wrap(file).order(order);
        this.at = start;
        this.end = end;
    }

    /** A record, and what follows it without being counted in its size. */
    @SuppressWarnings("ArrayRecordComponent")
    record Piece(byte[] bytes, byte[] behind) {}

    /** The next one; {@code null} at the end. */
    @Nullable
    Piece next() {
        while (true) {
            int size = size(ByteBuffer.wrap(unpacked).order(words.order()), inUnpacked, unpacked.length);
            if (size > 0) {
                inUnpacked += size;
                return new Piece(Arrays.copyOfRange(unpacked, inUnpacked - size, inUnpacked), new byte[0]);
            }
            size = size(words, at, end);
            if (size == 0) {
                return null;
            }
            int type = words.getInt(at);
            if (type != COMPRESSED && type != COMPRESSED2) {
                return stored(type, size);
            }
            unpack(type == COMPRESSED ? HEADER : 2 * HEADER, size);
        }
    }

    /** Bytes of the record there; 0 when it is not whole. */
    private static int size(ByteBuffer words, int at, int end) {
        int size = end - at < HEADER ? 0 : words.getShort(at + 6) & 0xffff;
        return size > end - at ? 0 : size;
    }

    private Piece stored(int type, int size) {
        long behind = 0;
        if (type == TRACING_DATA) {
            behind = words.getInt(at + 8) & 0xffffffffL;
        } else if (type == AUXTRACE) {
            throw new IllegalArgumentException("a perf.data with AUX data");
        }
        int from = at;
        at += size + (int) behind;
        return new Piece(Arrays.copyOfRange(file, from, from + size), Arrays.copyOfRange(file, from + size, at));
    }

    private void unpack(int head, int size) {
        int count = head == HEADER ? size - head : (int) words.getLong(at + HEADER);
        packed = new ByteArrayInputStream(file, at + head, count);
        at += size;
        try {
            InputStream stream = zstd;
            if (stream == null) {
                stream = new ZstdInputStreamNoFinalizer(new Feed()).setContinuous(true);
                zstd = stream;
            }
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            rest.write(unpacked, inUnpacked, unpacked.length - inUnpacked);
            stream.transferTo(rest);
            unpacked = rest.toByteArray();
            inUnpacked = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is to be unpacked now. */
    private final class Feed extends InputStream {
        @Override
        public int read() throws IOException {
            return packed.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return packed.read(into, from, length);
        }

        @Override
        public int available() throws IOException {
            return packed.available();
        }
    }
}
