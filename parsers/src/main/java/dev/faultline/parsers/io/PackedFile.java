// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Captures packed as a whole file, told by their first bytes (RFC 1952, RFC 8878, the xz file format). */
final class PackedFile {
    private static final int GZIP = 0x1f8b;
    private static final int ZSTD = 0x28b52ffd;
    private static final int XZ = 0xfd377a58;

    private PackedFile() {}

    /** The unpacked copy, or {@code null} when {@code path} is not packed. */
    static @Nullable Path unpack(Path path) throws IOException {
        int magic = magic(path);
        if (magic == XZ) {
            throw new MalformedCaptureException(
                    path.toString(), "", 0, "an xz file", "the capture itself: unpack it with xz -d first");
        }
        if (magic != ZSTD && magic >>> 16 != GZIP) {
            return null;
        }
        Path copy = Files.createTempFile("faultline-", ".unpacked");
        boolean complete = false;
        try (InputStream in = stream(path, magic);
                OutputStream out = Files.newOutputStream(copy)) {
            copy(path, in, out);
            complete = true;
            return copy;
        } finally {
            if (!complete) {
                Files.deleteIfExists(copy);
            }
        }
    }

    /** A packed file that ends early, or is damaged further on, still gives what comes before. */
    private static void copy(Path path, InputStream in, OutputStream out) throws IOException {
        byte[] block = new byte[256 * 1024];
        long total = 0;
        while (true) {
            int n;
            try {
                n = in.read(block);
            } catch (IOException e) {
                if (total > 0) {
                    return;
                }
                throw new MalformedCaptureException(
                        path.toString(), "packed file", 0, String.valueOf(e.getMessage()), "intact packed data");
            }
            if (n < 0) {
                return;
            }
            out.write(block, 0, n);
            total += n;
        }
    }

    private static InputStream stream(Path path, int magic) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(path), 256 * 1024);
        try {
            return magic == ZSTD ? new ZstdInputStream(file) : new GZIPInputStream(file, 64 * 1024);
        } catch (IOException e) {
            file.close();
            throw new MalformedCaptureException(
                    path.toString(), "packed file", 0, String.valueOf(e.getMessage()), "intact packed data");
        }
    }

    private static int magic(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(4);
            int magic = 0;
            for (int i = 0; i < 4; i++) {
                magic = (magic << 8) | (i < head.length ? head[i] & 0xff : 0);
            }
            return magic;
        }
    }
}
