// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * How parts of a capture are compressed. zstd frames of trace-cmd carry no content size (its lib/trace-cmd
 * trace-compress-zstd.c clears ZSTD_c_contentSizeFlag), so the size always comes from the caller.
 */
public enum Compression {
    /** Stored as is. */
    NONE,
    /** A zlib stream (RFC 1950). */
    ZLIB,
    /** A zstd frame (RFC 8878). */
    ZSTD;

    /** No part unpacks to more than this: larger declared sizes are taken for damage. */
    public static final int MAX_UNPACKED = 512 * 1024 * 1024;

    private static final int FIRST_GUESS = 1 << 20;

    /** The algorithm trace-cmd calls {@code name}, {@code null} when it is none of ours. */
    public static @Nullable Compression named(String name) {
        return switch (name) {
            case "none", "" -> NONE;
            case "zlib" -> ZLIB;
            case "zstd" -> ZSTD;
            default -> null;
        };
    }

    /**
     * Unpacks {@code packed} bytes at {@code at}. Memory grows with what really comes out, not with the declared size.
     *
     * @param size declared size of the result
     * @return what came out, at most {@code size} bytes; the array may be longer than {@link Unpacked#length()}
     */
    public Unpacked unpack(byte[] source, int at, int packed, int size) {
        return switch (this) {
            case NONE -> stored(source, at, packed, size);
            case ZLIB -> inflate(source, at, packed, size);
            case ZSTD -> zstd(source, at, packed, size);
        };
    }

    /**
     * Unpacked data.
     *
     * @param bytes the data, then possibly unused bytes
     * @param length bytes of data
     * @param damage why it ended early, {@code null} when it is whole
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Unpacked(
            byte[] bytes, int length, @Nullable String damage) {}

    private static Unpacked stored(byte[] source, int at, int packed, int size) {
        int n = Math.min(packed, size);
        String damage = packed == size ? null : "stored part of " + packed + " bytes, " + size + " declared";
        return new Unpacked(Arrays.copyOfRange(source, at, at + n), n, damage);
    }

    private static Unpacked inflate(byte[] source, int at, int packed, int size) {
        Inflater inflater = new Inflater();
        byte[] out = new byte[firstGuess(packed, size)];
        int n = 0;
        try {
            inflater.setInput(source, at, packed);
            while (n < size && !inflater.finished()) {
                if (n == out.length) {
                    out = Arrays.copyOf(out, (int) Math.min(size, 2L * n));
                }
                int got = inflater.inflate(out, n, out.length - n);
                if (got == 0 && !inflater.finished()) {
                    return new Unpacked(out, n, "the zlib stream ends early");
                }
                n += got;
            }
            return new Unpacked(out, n, n < size ? "the zlib stream is shorter than declared" : null);
        } catch (DataFormatException e) {
            return new Unpacked(out, n, "zlib: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private static Unpacked zstd(byte[] source, int at, int packed, int size) {
        byte[] out = new byte[firstGuess(packed, size)];
        while (true) {
            try {
                long n = Zstd.decompressByteArray(out, 0, out.length, source, at, packed);
                return new Unpacked(out, (int) n, n < size ? "the zstd frame is shorter than declared" : null);
            } catch (ZstdException e) {
                if (e.getErrorCode() != Zstd.errDstSizeTooSmall() || out.length == size) {
                    return new Unpacked(new byte[0], 0, "zstd: " + e.getMessage());
                }
                out = new byte[(int) Math.min(size, 4L * out.length)];
            }
        }
    }

    /** What such data usually unpacks to, never more than declared. */
    private static int firstGuess(int packed, int size) {
        return (int) Math.min(size, Math.max(FIRST_GUESS, 8L * packed));
    }
}
