// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBytesTest extends BytesContract {
    @TempDir
    Path folder;

    private final List<CaptureFile> open = new ArrayList<>();

    @Override
    Bytes bytes(byte[] content, ByteOrder order) throws IOException {
        Path path = folder.resolve("bytes" + open.size());
        Files.write(path, content);
        CaptureFile file = CaptureFile.open(path);
        open.add(file);
        return new FileBytes(file, "part", order);
    }

    @AfterEach
    void close() throws IOException {
        for (CaptureFile file : open) {
            file.close();
        }
    }

    @Test
    void readsAcrossItsWindow() throws IOException {
        byte[] content = new byte[200_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i % 251);
        }
        Bytes bytes = bytes(content, ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.u8(0)).isEqualTo(0);
        assertThat(bytes.u32(65_534)).isEqualTo(expected(content, 65_534));
        assertThat(bytes.u32(199_996)).isEqualTo(expected(content, 199_996));
        assertThat(bytes.u32(3)).isEqualTo(expected(content, 3));
        assertThat(bytes.copy(10_000, 150_000)).hasSize(150_000).startsWith(content[10_000]);
    }

    private static long expected(byte[] content, int at) {
        return (content[at] & 0xffL)
                | (content[at + 1] & 0xffL) << 8
                | (content[at + 2] & 0xffL) << 16
                | (content[at + 3] & 0xffL) << 24;
    }
}
