// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Compression of a version 7 file: the names and versions trace-cmd writes (trace-cmd {@code trace-compress-*.c}). */
public enum Compression {
    NONE("none", ""),
    ZLIB("zlib", "1.2.13"),
    ZSTD("zstd", "1.5.4");

    private final String algorithm;
    private final String version;

    Compression(String algorithm, String version) {
        this.algorithm = algorithm;
        this.version = version;
    }

    String algorithm() {
        return algorithm;
    }

    String version() {
        return version;
    }

    byte[] compress(byte[] data, int length) {
        return switch (this) {
            case NONE -> Arrays.copyOf(data, length);
            case ZLIB -> zlib(data, length);
            case ZSTD -> zstd(data, length);
        };
    }

    private static byte[] zlib(byte[] data, int length) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(data, 0, length);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(length / 2);
            byte[] block = new byte[64 * 1024];
            while (!deflater.finished()) {
                out.write(block, 0, deflater.deflate(block));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** As trace-cmd: no content size in the frame, so a reader must take it from the chunk header. */
    private static byte[] zstd(byte[] data, int length) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(1).setContentSize(false);
            return context.compress(Arrays.copyOf(data, length));
        }
    }
}
