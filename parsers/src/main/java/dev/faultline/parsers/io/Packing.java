// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** How a file is packed as a whole, told by its first bytes. Several packed parts one behind another are one file. */
enum Packing {
    /** RFC 1952. */
    GZIP("\u001f\u008b") {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new GZIPInputStream(packed, BLOCK);
        }
    },
    /** RFC 8878. */
    ZSTD("(\u00b5/\u00fd") {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new ZstdInputStream(packed);
        }
    },
    /** The .xz file format 1.2.0. */
    XZ("\u00fd7zXZ\0") {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new XZInputStream(packed, XZ_MEMORY_KIB);
        }
    },
    /** "BZh", the size of blocks, then the magic of a block or of the end. */
    BZIP2("BZh") {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new BZip2CompressorInputStream(packed, true);
        }
    };

    /** Bytes of the beginning that {@link #of} looks at. */
    static final int HEAD = 6;

    private static final int BLOCK = 64 * 1024;
    /** xz -9 asks for 65 MiB; a header may claim 4 GiB. */
    private static final int XZ_MEMORY_KIB = 128 * 1024;

    /** One character per byte. */
    private final String magic;

    Packing(String magic) {
        this.magic = magic;
    }

    /** What is packed so; {@code null} when it is not packed. */
    static @Nullable Packing of(byte[] head) {
        for (Packing packing : values()) {
            if (packing.begins(head)) {
                return packing;
            }
        }
        return null;
    }

    private boolean begins(byte[] head) {
        if (head.length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((head[i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return this != BZIP2 || (head.length > 3 && head[3] >= '1' && head[3] <= '9');
    }

    /** The unpacked bytes. */
    abstract InputStream open(InputStream packed) throws IOException;
}
