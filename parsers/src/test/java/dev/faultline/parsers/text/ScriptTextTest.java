// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.perfdata.PerfRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of perf script with one field or another left out, and what stands around them. */
class ScriptTextTest {
    private static final String FAULT = "address=0x7f00 ip=0x41da56 error_code=0x6";

    @TempDir
    private Path directory = Path.of("");

    private static PerfRows rows(Capture capture) throws IOException, InterruptedException {
        PerfRows rows = PerfRows.of(capture, Selection.everything(), 1);
        assertThat(capture.issues()).isEmpty();
        assertThat(capture.info().format()).isEqualTo("perf script text");
        return rows;
    }

    private PerfRows read(String text) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("uname"), "Linux host 6.1.0-56-amd64 #1 SMP\n");
        Path file = directory.resolve("script.txt");
        Files.writeString(file, text);
        try (Capture capture = CaptureFormats.open(file)) {
            return rows(capture);
        }
    }

    private static void fault(Map<String, Object> row) {
        assertThat(row)
                .containsEntry("address", 0x7f00L)
                .containsEntry("ip", 0x41da56L)
                .containsEntry("error_code", 6L);
    }

    @Test
    void fieldsLeftOut() throws IOException, InterruptedException {
        for (String line : List.of(
                "     mm lab-1[w]   846/848   [001]   188.863103302: exceptions:page_fault_user: ",
                "mm lab-1[w]   848 [001]   188.863103: exceptions:page_fault_user: ",
                "     mm lab-1[w]   848   188.863103302:          1 exceptions:page_fault_user:u:         ",
                "   848 [001]   188.863103302: exceptions:page_fault_user: ",
                "[001]   188.863103302: exceptions:page_fault_user: ")) {
            PerfRows rows = read(line + FAULT + "\n");
            Map<String, Object> payload =
                    rows.table("exceptions.page_fault_user").get(0);
            Map<String, Object> sample = rows.table("perf.sample").get(0);
            fault(payload);
            long ts = line.contains("302:") ? 188_863_103_302L : 188_863_103_000L;
            assertThat(payload).as(line).containsEntry("ts", ts).containsEntry("sample_id", 1L);
            assertThat(sample.get("ts")).isEqualTo(ts);
            assertThat(sample.get("cpu")).isEqualTo(line.contains("[001]") ? (Object) 1L : null);
            assertThat(sample.get("common_pid")).isEqualTo(line.contains("848") ? (Object) 848L : null);
            assertThat(sample.get("pid")).isEqualTo(line.contains("846/") ? (Object) 846L : null);
            assertThat(sample.get("period")).isEqualTo(line.contains(" 1 exc") ? (Object) 1L : null);
            assertThat(rows.table("perf.event").get(0)).containsEntry("name", "exceptions:page_fault_user");
        }
    }

    @Test
    void pageFaultsAndTheirCallchain() throws IOException, InterruptedException {
        PerfRows rows = read("""
                # os release : 6.1.0-56-amd64
                #
                mmlab   663/663     139.723485483:          3 page-faults:u:           4c23b0\s
                \tffffffffae1f6a9a clear_user_rep+0x1a ([kernel.kallsyms])
                \t          12fd41 main (inlined)
                \t           2724a [unknown] (/usr/lib/x86_64-linux-gnu/libc.so.6 (deleted))

                mmlab   663/663     139.723485999: cpu-clock:  ffffffffae1f6a9a native_halt+0xb ([kernel.kallsyms])
                """);
        assertThat(rows.table("perf.page_fault"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("address", 0x4c23b0L)
                        .containsEntry("period", 3L)
                        .containsEntry("config", 2L)
                        .containsEntry("sample_id", 3L)
                        .doesNotContainKeys("ip", "cpu_mode", "cpu"));
        assertThat(rows.table("perf.script_frame"))
                .extracting(row -> row.get("address"), row -> row.get("file_offset"), row -> row.get("symbol"))
                .containsExactly(
                        tuple(0xffffffffae1f6a9aL, null, "clear_user_rep"),
                        tuple(null, 0x12fd41L, "main"),
                        tuple(null, 0x2724aL, null));
        assertThat(rows.table("perf.script_frame"))
                .extracting(row -> row.get("sample"), row -> row.get("depth"), row -> row.get("inlined"))
                .containsExactly(tuple(3L, 0L, 0L), tuple(3L, 1L, 1L), tuple(3L, 2L, 0L));
        assertThat(rows.table("perf.sample").get(1))
                .containsEntry("ip", 0xffffffffae1f6a9aL)
                .containsEntry("symbol", "native_halt")
                .containsEntry("dso", "[kernel.kallsyms]");
    }

    @Test
    void standardInputAndPacked() throws IOException, InterruptedException {
        byte[] text = """
                # os release : 6.1.0-56-amd64
                  perf 1/2 [000] 1.000000001: exceptions:page_fault_user: %s
                  perf 0 [000] 0.000000: PERF_RECORD_COMM exec: a b/0:1:7/8
                  perf 2 [000] 1.000002: PERF_RECORD_LOST: id:9: lost:5
                """.formatted(FAULT).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text);
        }
        for (byte[] input : List.of(text, packed.toByteArray())) {
            try (Capture capture = CaptureFormats.open(Path.of("-"), new ByteArrayInputStream(input))) {
                PerfRows rows = rows(capture);
                fault(rows.table("exceptions.page_fault_user").get(0));
                assertThat(rows.table("perf.comm").get(0))
                        .containsEntry("comm", "a b/0:1")
                        .containsEntry("tid", 8L)
                        .doesNotContainKeys("ts", "cpu", "common_pid");
                assertThat(rows.table("perf.lost").get(0)).containsEntry("lost", 5L);
                assertThat(capture.losses())
                        .singleElement()
                        .satisfies(loss -> assertThat(loss.count()).isEqualTo(5));
                assertThat(capture.tasks()).extracting(TaskName::comm).contains("perf");
                assertThat(capture.info().kernelRelease()).isEqualTo("6.1.0-56-amd64");
            }
        }
    }
}
