// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Packs bytes as the tools of the same names do. */
public final class Packed {
    private static final int BLOCK = 1 << 20;

    private Packed() {}

    /** Names of all packings. */
    public static String[] names() {
        return java.util.Arrays.stream(Packing.values()).map(Enum::name).toArray(String[]::new);
    }

    /** {@code content} in the packing of that name. */
    public static byte[] by(String packing, byte[] content) throws IOException {
        return by(Packing.valueOf(packing), content);
    }

    static byte[] by(Packing packing, byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = open(packing, packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    /** So many zeros. */
    static byte[] zeros(Packing packing, long count) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = open(packing, packed)) {
            byte[] block = new byte[BLOCK];
            for (long at = 0; at < count; at += BLOCK) {
                out.write(block);
            }
        }
        return packed.toByteArray();
    }

    private static OutputStream open(Packing packing, OutputStream out) throws IOException {
        return switch (packing) {
            case GZIP -> new GZIPOutputStream(out);
            case ZSTD -> new ZstdOutputStream(out);
            case XZ -> new XZOutputStream(out, new LZMA2Options(1));
            case BZIP2 -> new BZip2CompressorOutputStream(out);
        };
    }
}
