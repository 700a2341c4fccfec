// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture without paths, with mountinfo and maps of its writer beside it. */
class ProcFilesOfCaptureTest {
    private static final String FILE = """
            SELECT count(*), max(m.path), max(m.pid), max(n.fs), max(n.mount_point)
            FROM map AS m
            JOIN mount AS n USING (capture_id, dev)
            WHERE m.dev = 266338320 AND m.ino = 12
            """;

    @TempDir
    private Path directory;

    @Test
    void filesBesideBecomeTables() throws Exception {
        Path capture = directory.resolve("trace.dat");
        Files.copy(Samples.named("ext4-write-6.1").capture(), capture);
        assertThat(ask(capture, FILE)).containsExactly(0L, null, null, null, null);

        Files.writeString(directory.resolve("mountinfo"), "40 26 254:16 / /mnt/t rw - ext4 /dev/vdb rw\nbroken\n");
        Files.writeString(directory.resolve("maps.204"), """
                10000-14000 rw-s 00000000 fe:10 12 /mnt/t/f
                ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]
                """);

        assertThat(ask(capture, FILE)).containsExactly(1L, "/mnt/t/f", 204, "ext4", "/mnt/t");
        assertThat(ask(capture, "SELECT max(stop)::VARCHAR FROM map")).containsExactly("18446744073699069952");
        assertThat(ask(capture, "SELECT kind, \"offset\" FROM parse_issue")).containsExactly("BAD_TABLE_LINE", 2L);
    }

    private static Object[] ask(Path capture, String sql) throws Exception {
        try (TraceDatabase database = TraceDatabase.load(LoadRequest.of(capture), Progress.NONE)) {
            return database.query(sql).all().get(0);
        }
    }
}
