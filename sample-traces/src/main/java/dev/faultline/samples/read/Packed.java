// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** A file as a whole, unpacked when its name says that it is packed. */
final class Packed {
    private Packed() {}

    static byte[] read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String name = file.toString();
        if (name.endsWith(".zst")) {
            return all(new ZstdInputStream(new ByteArrayInputStream(bytes)));
        }
        if (name.endsWith(".gz")) {
            return all(new GZIPInputStream(new ByteArrayInputStream(bytes)));
        }
        return name.endsWith(".xz") ? all(new XZInputStream(new ByteArrayInputStream(bytes))) : bytes;
    }

    private static byte[] all(InputStream stream) throws IOException {
        try (stream) {
            return stream.readAllBytes();
        }
    }
}
