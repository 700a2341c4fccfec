// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A zstd stream that arrives in parts: each part gives what it can, and nothing of it is asked for twice. */
public final class ZstdStream implements Closeable {
    private static final int ROOM = 128 * 1024;
    /** No recorder's buffer holds more: a part that unpacks to more is taken for damage. */
    private static final int MOST = 64 * 1024 * 1024;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer out = ByteBuffer.allocateDirect(ROOM);
    private ByteBuffer in = ByteBuffer.allocateDirect(ROOM);
    private byte[] unpacked = new byte[ROOM];
    private int length;

    /**
     * Unpacks the next part. The result is in {@link #unpacked()}, behind the first {@code keep} bytes, which stay.
     *
     * @return {@code null}, or why the stream cannot be read on
     */
    public @Nullable String feed(byte[] packed, int at, int count, byte[] kept, int keptAt, int keep) {
        length = 0;
        append(kept, keptAt, keep);
        load(packed, at, count);
        try {
            do {
                out.clear();
                context.decompressDirectByteBufferStream(out, in);
                drain();
                if (length > MOST) {
                    return "more than " + MOST + " bytes in one part";
                }
            } while (in.hasRemaining() || out.position() == out.capacity());
            return null;
        } catch (ZstdException e) {
            return "zstd: " + e.getMessage();
        }
    }

    private void load(byte[] packed, int at, int count) {
        if (in.capacity() < count) {
            in = ByteBuffer.allocateDirect(count);
        }
        in.clear();
        in.put(packed, at, count);
        in.flip();
    }

    private void drain() {
        int count = out.position();
        room(count);
        out.get(0, unpacked, length, count);
        length += count;
    }

    private void append(byte[] bytes, int at, int count) {
        room(count);
        System.arraycopy(bytes, at, unpacked, length, count);
        length += count;
    }

    private void room(int count) {
        if (length + count > unpacked.length) {
            unpacked = Arrays.copyOf(unpacked, Math.max(2 * unpacked.length, length + count));
        }
    }

    /** What was kept and what came out; only the first {@link #length()} bytes are valid. */
    public byte[] unpacked() {
        return unpacked;
    }

    /** Bytes in {@link #unpacked()}. */
    public int length() {
        return length;
    }

    @Override
    public void close() {
        context.close();
    }
}
