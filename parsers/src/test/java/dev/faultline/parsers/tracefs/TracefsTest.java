// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.io.Packed;
import dev.faultline.parsers.perfdata.PerfRows;
import dev.faultline.samples.write.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Written trees: instances, snapshots, both byte orders and widths, as directory and as archive. */
class TracefsTest {
    private static final int LONG_PREFIX = 30;

    @TempDir
    Path folder;

    static Stream<Machine> machines() {
        return Stream.of(Machine.LE64, Machine.BE64, Machine.LE32, Machine.BE32);
    }

    private static void assertReads(Capture capture, Machine machine, int subBuffer)
            throws IOException, InterruptedException {
        PerfRows rows = PerfRows.of(capture, Selection.everything(), 2);
        List<Map<String, Object>> ticks = rows.table("sys.tick");
        assertThat(ticks).hasSize(WrittenTree.TOP + WrittenTree.INSTANCE + WrittenTree.SNAPSHOT);
        assertThat(ticks.stream().filter(row -> row.get("buffer_id").equals(0L)))
                .hasSize(WrittenTree.TOP)
                .allSatisfy(row -> {
                    long i = -(Long) row.get("n");
                    assertThat(row)
                            .containsEntry("ts", 1000 + i)
                            .containsEntry("cpu", 1L)
                            .containsEntry("common_pid", 77L)
                            .containsEntry("s", "t".repeat((int) (i % 9)));
                });
        assertThat(capture.buffers())
                .containsExactly(
                        new Buffer(0, "", "mono", subBuffer, List.of(0, 1)),
                        new Buffer(1, "snapshot", "mono", subBuffer, List.of(1)),
                        new Buffer(2, "extra", "global", 8192, List.of(0)));
        assertThat(capture.losses()).containsExactly(new LostEvents(1, 0, 1249L, 1250L, 17L));
        assertThat(capture.issues()).extracting(ParseIssue::kind).containsExactly(IssueKind.MIXED_CLOCKS);
        assertThat(capture.info().byteOrder()).isEqualTo(machine.order());
        assertThat(capture.info().longSize()).isEqualTo(machine.longSize());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aDirectory(Machine machine) throws IOException, InterruptedException {
        WrittenTree.write(folder, machine, 4096);
        try (Capture capture = CaptureFormats.open(folder)) {
            assertReads(capture, machine, 4096);
            assertThat(capture.info().pageSize()).isEqualTo(4096);
            assertThat(capture.info().machine()).isEqualTo("s390x");
            assertThat(capture.info().details()).containsEntry("options/hash-ptr", "1");
            assertThat(capture.tasks())
                    .containsExactly(new TaskName(77, 70, "worker", null), new TaskName(78, null, "other", null));
            assertThat(capture.symbols()).hasSize(1);
            assertThat(capture.printkFormats()).hasSize(1);
            assertThat(capture.cpuStats()).hasSize(1);
            assertThat(capture.cpuStats().get(0).count("overrun")).isEqualTo(12);
        }
    }

    @Test
    void largerSubBuffersLeaveThePageSizeOpen() throws IOException, InterruptedException {
        WrittenTree.write(folder, Machine.LE64, 16384);
        try (Capture capture = CaptureFormats.open(folder)) {
            assertReads(capture, Machine.LE64, 16384);
            assertThat(capture.info().pageSize()).isZero();
        }
    }

    /** Below any prefix, also one that makes names too long for a plain header. */
    @Test
    void anArchive() throws IOException, InterruptedException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        WrittenTree.write(tree, Machine.LE64, 4096);
        for (String prefix : List.of("", "./", "tracing/", "a-long-name/".repeat(LONG_PREFIX))) {
            Path tar = Files.write(folder.resolve("x.tar.xz"), Packed.by("XZ", WrittenTree.tar(tree, prefix)));
            try (Capture capture = CaptureFormats.open(tar)) {
                assertReads(capture, Machine.LE64, 4096);
            }
        }
    }

    @Test
    void anArchiveThatIsCutGivesWhatComesBefore() throws IOException, InterruptedException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        WrittenTree.write(tree, Machine.LE64, 4096);
        byte[] tar = WrittenTree.tar(tree, "");
        Path cut = Files.write(folder.resolve("x.tar"), Arrays.copyOf(tar, tar.length - 40_000));
        try (Capture capture = CaptureFormats.open(cut)) {
            assertThat(capture.scan(Selection.everything(), 1, block -> {}).records())
                    .isPositive();
            assertThat(capture.issues()).extracting(ParseIssue::kind).contains(IssueKind.BAD_PACKING);
        }
    }

    @Test
    void packedFilesOfADirectory() throws IOException, InterruptedException {
        WrittenTree.write(folder, Machine.LE64, 4096);
        for (String name : List.of("per_cpu/cpu1/trace_pipe_raw", "events/sys/tick/format", "uname")) {
            Path file = folder.resolve(name);
            Files.write(folder.resolve(name + ".bz2"), Packed.by("BZIP2", Files.readAllBytes(file)));
            Files.delete(file);
        }
        try (Capture capture = CaptureFormats.open(folder)) {
            assertReads(capture, Machine.LE64, 4096);
        }
    }
}
