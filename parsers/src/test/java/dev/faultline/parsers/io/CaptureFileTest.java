// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFileTest {
    private static final byte[] CONTENT =
            "a capture, packed as a whole".repeat(1000).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("capture"), content);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private void assertReadsAs(byte[] packed, byte[] content) throws IOException {
        try (CaptureFile file = CaptureFile.open(file(packed))) {
            assertThat(file.length()).isEqualTo(content.length);
            byte[] room = new byte[content.length + 10];
            assertThat(file.read(0, room, 0, room.length)).isEqualTo(content.length);
            assertThat(Arrays.copyOf(room, content.length)).isEqualTo(content);
            assertThat(file.packed()).isEqualTo(packed != content);
        }
    }

    @Test
    void aPlainFileIsReadAsItIs() throws IOException {
        assertReadsAs(CONTENT, CONTENT);
    }

    @Test
    void gzipAndZstdAreUnpacked() throws IOException {
        assertReadsAs(gzip(CONTENT), CONTENT);
        assertReadsAs(Zstd.compress(CONTENT), CONTENT);
    }

    @Test
    void aPackedFileThatEndsEarlyGivesWhatCameBefore() throws IOException {
        byte[] packed = gzip(CONTENT);
        try (CaptureFile file = CaptureFile.open(file(Arrays.copyOf(packed, packed.length - 20)))) {
            assertThat(file.length()).isBetween(1L, (long) CONTENT.length);
        }
    }

    @Test
    void damagedOrForeignPackingIsRefused() throws IOException {
        Path zstd = file(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1, 2, 3});
        assertThatThrownBy(() -> CaptureFile.open(zstd))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContaining("packed");
        Path xz = file(new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0});
        assertThatThrownBy(() -> CaptureFile.open(xz))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContaining("xz -d");
    }
}
