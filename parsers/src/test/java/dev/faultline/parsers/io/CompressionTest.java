// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class CompressionTest {
    private static final byte[] CONTENT = content();

    /** Packs well, and into more than the first guess of the size. */
    private static byte[] content() {
        byte[] content = new byte[40 << 20];
        new Random(5).nextBytes(Arrays.copyOf(content, 100));
        for (int i = 0; i < content.length; i += 997) {
            content[i] = (byte) i;
        }
        return content;
    }

    private static byte[] zlib() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(CONTENT);
        }
        return out.toByteArray();
    }

    private static byte[] zstd() {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            return context.setContentSize(false).compress(CONTENT);
        }
    }

    private static void assertWhole(Compression.Unpacked unpacked) {
        assertThat(unpacked.damage()).isNull();
        assertThat(unpacked.length()).isEqualTo(CONTENT.length);
        assertThat(Arrays.mismatch(Arrays.copyOf(unpacked.bytes(), unpacked.length()), CONTENT))
                .isEqualTo(-1);
    }

    @Test
    void unpacksWithoutASizeInTheData() throws IOException {
        byte[] zlib = zlib();
        assertWhole(Compression.ZLIB.unpack(zlib, 0, zlib.length, CONTENT.length));
        byte[] zstd = zstd();
        assertWhole(Compression.ZSTD.unpack(zstd, 0, zstd.length, CONTENT.length));
    }

    @Test
    void memoryGrowsWithWhatComesOutNotWithWhatIsDeclared() throws IOException {
        byte[] junk = {1, 2, 3, 4};
        for (Compression compression : new Compression[] {Compression.ZLIB, Compression.ZSTD, Compression.NONE}) {
            Compression.Unpacked unpacked = compression.unpack(junk, 0, 4, Compression.MAX_UNPACKED);
            assertThat(unpacked.damage()).isNotNull();
            assertThat(unpacked.bytes().length).isLessThanOrEqualTo(1 << 20);
        }
    }

    @Test
    void aStreamThatEndsEarlyGivesWhatCameBefore() throws IOException {
        byte[] zlib = zlib();
        Compression.Unpacked unpacked = Compression.ZLIB.unpack(zlib, 0, zlib.length / 2, CONTENT.length);
        assertThat(unpacked.damage()).isEqualTo("the zlib stream ends early");
        assertThat(unpacked.length()).isBetween(CONTENT.length / 4, CONTENT.length - 1);
    }

    @Test
    void namesAreTraceCmds() {
        assertThat(Compression.named("zstd")).isEqualTo(Compression.ZSTD);
        assertThat(Compression.named("zlib")).isEqualTo(Compression.ZLIB);
        assertThat(Compression.named("none")).isEqualTo(Compression.NONE);
        assertThat(Compression.named("lzma")).isNull();
    }
}
