// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFilesTest {
    @TempDir
    private Path directory;

    @Test
    void mountsAndMapsBesideACapture() throws IOException {
        Files.writeString(directory.resolve("mountinfo"), """
                21 26 0:20 / /proc rw,nosuid shared:12 - proc proc rw
                36 35 98:0 /mnt1 /mnt\\0402 rw,noatime master:1 propagate_from:2 - ext3 /dev/root rw,errors=continue
                40 26 254:16 / /mnt/t rw - ext4 /dev/vdb rw
                not a mount
                """);
        Files.writeString(directory.resolve("maps.204"), """
                7f6e33304000-7f6e33364000 rw-s 00001000 fe:10 12                         /mnt/t/dir 1/f\\012
                55d0c8a00000-55d0c8a21000 rw-p 00000000 00:00 0                          [heap]
                7ffd0e1f0000-7ffd0e1f4000 r--p 00000000 00:00 0\s
                ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
                """);
        Files.writeString(directory.resolve("maps"), "1000-2000 r-xp 00000000 08:01 7 /bin/true (deleted)\n2000 rw\n");
        Path capture = Files.writeString(directory.resolve("trace.dat"), "");

        ProcFiles found = ProcFiles.beside(capture);

        assertThat(found.mounts())
                .containsExactly(
                        new Mount(21, 26, 20, "/", "/proc", "proc", "proc"),
                        new Mount(36, 35, 98 << 20, "/mnt1", "/mnt 2", "ext3", "/dev/root"),
                        new Mount(40, 26, 266338320, "/", "/mnt/t", "ext4", "/dev/vdb"));
        assertThat(found.maps())
                .containsExactly(
                        new MemoryMap(null, 0x1000, 0x2000, (byte) 5, false, 0, 8 << 20 | 1, 7, "/bin/true (deleted)"),
                        new MemoryMap(
                                204,
                                0x7f6e33304000L,
                                0x7f6e33364000L,
                                (byte) 3,
                                true,
                                0x1000,
                                266338320,
                                12,
                                "/mnt/t/dir 1/f\n"),
                        new MemoryMap(204, 0x55d0c8a00000L, 0x55d0c8a21000L, (byte) 3, false, 0, 0, 0, "[heap]"),
                        new MemoryMap(204, 0x7ffd0e1f0000L, 0x7ffd0e1f4000L, (byte) 1, false, 0, 0, 0, ""),
                        new MemoryMap(
                                204, 0xffffffffff600000L, 0xffffffffff601000L, (byte) 4, false, 0, 0, 0, "[vsyscall]"));
        assertThat(found.issues())
                .extracting(issue -> issue.offset() + " " + issue.detail())
                .containsExactly(
                        "4 line 4 is not as the kernel writes mountinfo", "2 line 2 is not as the kernel writes maps");
        assertThat(ProcFiles.beside(directory)).isEqualTo(found);
    }

    @Test
    void nothingBeside() throws IOException {
        assertThat(ProcFiles.beside(Path.of("-"))).isEqualTo(ProcFiles.NONE);
        assertThat(ProcFiles.beside(Files.writeString(directory.resolve("perf.data"), "")))
                .isEqualTo(ProcFiles.NONE);
    }
}
