// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaptureFileTest {
    private static final byte[] CONTENT =
            "a capture, packed as a whole".repeat(1000).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("capture"), content);
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

    @ParameterizedTest
    @EnumSource(Packing.class)
    void whatIsPackedAsAWholeIsUnpacked(Packing packing) throws IOException {
        byte[] packed = Packed.by(packing, CONTENT);
        assertReadsAs(packed, CONTENT);
        // Packed parts one behind another are one file (gzip, xz, bzip2 and zstd -d all say so).
        byte[] twice = Arrays.copyOf(packed, 2 * packed.length);
        System.arraycopy(packed, 0, twice, packed.length, packed.length);
        byte[] both = Arrays.copyOf(CONTENT, 2 * CONTENT.length);
        System.arraycopy(CONTENT, 0, both, CONTENT.length, CONTENT.length);
        assertReadsAs(twice, both);
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void aPackedFileThatEndsEarlyGivesWhatCameBefore(Packing packing) throws IOException {
        byte[] content = new byte[3_000_000];
        new Random(20261120).nextBytes(content);
        byte[] packed = Packed.by(packing, content);
        try (CaptureFile file = CaptureFile.open(file(Arrays.copyOf(packed, 2_000_000)))) {
            // bzip2 packs blocks of 900,000 bytes, and half a block gives nothing.
            assertThat(file.length()).isBetween(1_700_000L, 2_000_000L);
            byte[] room = new byte[(int) file.length()];
            assertThat(file.read(0, room, 0, room.length)).isEqualTo(room.length);
            assertThat(room).isEqualTo(Arrays.copyOf(content, room.length));
            assertThat(file.damage()).startsWith(packing.name().toLowerCase(Locale.ROOT) + ": ");
        }
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void whatIsDamagedFromItsBeginningIsRefused(Packing packing) throws IOException {
        byte[] packed = Arrays.copyOf(Packed.by(packing, CONTENT), 7);
        Path path = file(packed);
        assertThatThrownBy(() -> CaptureFile.open(path))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContaining("expected intact " + packing.name().toLowerCase(Locale.ROOT) + " data");
    }

    /** 256 MiB of zeros are 250 KB in gzip, 40 KB in xz and 200 bytes in bzip2. */
    @ParameterizedTest
    @EnumSource(Packing.class)
    void whatGrowsWithoutEndFillsNoDisk(Packing packing) throws IOException {
        byte[] packed = Packed.zeros(packing, 128L << 20);
        try (CaptureFile file = CaptureFile.open(file(packed))) {
            long most = TemporaryCopy.ANY_RATIO_BELOW + (long) TemporaryCopy.LARGEST_RATIO * packed.length + 1024;
            assertThat(file.length()).isLessThanOrEqualTo(most).isGreaterThan(64L << 20);
            assertThat(file.damage()).contains("unpacks to more than 256 times its size");
        }
    }

    @Test
    void aStreamIsCopiedAndUnpacked() throws IOException {
        try (CaptureFile file =
                CaptureFile.copyOf(Path.of("-"), new ByteArrayInputStream(Packed.by(Packing.XZ, CONTENT)))) {
            assertThat(file.length()).isEqualTo(CONTENT.length);
            assertThat(file.name()).isEqualTo("-");
        }
    }

    @Test
    void anArrivingFileIsReadBeforeItsEndIsThere() throws IOException {
        PipedOutputStream writer = new PipedOutputStream();
        try (CaptureFile file = CaptureFile.arriving(Path.of("-"), new PipedInputStream(writer, 4096))) {
            byte[] room = new byte[CONTENT.length];
            writer.write(CONTENT, 0, 1000);
            writer.flush();
            assertThat(file.read(0, room, 0, 1000)).isEqualTo(1000);
            assertThat(file.reaches(1000)).isTrue();
            writer.write(CONTENT, 1000, 2000);
            writer.close();
            assertThat(file.read(0, room, 0, room.length)).isEqualTo(3000);
            assertThat(Arrays.copyOf(room, 3000)).isEqualTo(Arrays.copyOf(CONTENT, 3000));
            assertThat(file.reaches(3001)).isFalse();
        }
    }
}
