// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import com.github.luben.zstd.ZstdInputStream;
import dev.faultline.samples.read.RawPerfData;
import dev.faultline.samples.read.RawText;
import dev.faultline.samples.read.RawTraceDat;
import dev.faultline.samples.read.RawTracefs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Which container a capture is. */
final class Originals {
    private static final int HEAD = 8;

    private Originals() {}

    static Original read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            if (RawTracefs.pages(path).isEmpty()) {
                throw new IllegalArgumentException(
                        path + ": of directories only those with raw pages of tracefs can be mutated");
            }
            return new OriginalPages(path, RawTracefs.read(path));
        }
        String head = head(path);
        if (head.startsWith("PERF") || head.startsWith("2ELIF")) {
            return new OriginalPerfData(RawPerfData.read(path));
        }
        boolean text = !head.isEmpty() && head.chars().allMatch(c -> c >= ' ' || c == '\t' || c == '\n' || c == '\r');
        return text ? new OriginalText(path, RawText.read(path)) : new OriginalTraceDat(RawTraceDat.read(path));
    }

    private static String head(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path);
                InputStream unpacked = unpacked(path.toString(), in)) {
            return new String(unpacked.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        }
    }

    private static InputStream unpacked(String name, InputStream in) throws IOException {
        if (name.endsWith(".zst")) {
            return new ZstdInputStream(in);
        }
        return name.endsWith(".gz") ? new GZIPInputStream(in) : in;
    }
}
