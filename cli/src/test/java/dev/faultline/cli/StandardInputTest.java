// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -} as a capture. */
class StandardInputTest {
    private static final InputStream REAL = System.in;
    private static final String COPIED = "standard input is copied to a temporary file first";

    @TempDir
    Path folder;

    private static CliRun run(byte[] input, String... args) {
        System.setIn(new ByteArrayInputStream(input));
        return CliRun.of(List.of(args));
    }

    @AfterEach
    void restore() {
        System.setIn(REAL);
    }

    private static byte[] sample() throws IOException {
        return Files.readAllBytes(Tree.SAMPLES.resolve("ext4-write-6.1/trace.dat"));
    }

    @Test
    void aTraceDatIsCopiedFirst() throws IOException {
        CliRun run = run(sample(), "inspect", "-");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).contains(COPIED);
        assertThat(run.out()).contains("trace.dat 7").contains("9,147");
    }

    @Test
    void whatIsPackedIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(sample());
        }
        Path store = folder.resolve("x.duckdb");
        assertThat(run(packed.toByteArray(), "convert", "-", "-o", store.toString())
                        .exit())
                .isEqualTo(ExitCode.DONE);
        CliRun query = CliRun.of(List.of(
                "query", store.toString(), "SELECT count(*) FROM mkwrite WHERE function = 'ext4_page_mkwrite'"));
        assertThat(query.out()).contains("96");
    }

    /** All commands that read captures take it. */
    @Test
    void everyCommandReadsIt() throws IOException {
        assertThat(run(sample(), "query", "-", "SELECT count(*) AS n FROM mkwrite")
                        .out())
                .contains("288");
        assertThat(run(sample(), "check", "-", "--rule", "nopage-loop").exit()).isEqualTo(ExitCode.DONE);
        assertThat(run(sample(), "replay", "-").out()).contains("no divergence");
        assertThat(run(sample(), "report", "-", "-o", folder.resolve("r.html").toString())
                        .exit())
                .isEqualTo(ExitCode.DONE);
        assertThat(run(sample(), "chart", "-", "mkwrite-latency-heatmap", "-o", folder.toString())
                        .exit())
                .isEqualTo(ExitCode.DONE);
    }

    /** Text is taken as it comes, without a copy. */
    @Test
    void textIsReadOnce() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            lines.append(
                    "            bash-77      [000] .....   100.%06d: tracing_mark_write: step %d%n".formatted(i, i));
        }
        byte[] text = lines.toString().getBytes(StandardCharsets.US_ASCII);
        CliRun query = run(text, "query", "-", "SELECT count(*), max(rec) FROM ftrace.print", "--format", "csv");
        assertThat(query.exit()).isEqualTo(ExitCode.DONE);
        assertThat(query.out()).contains("3000,3000");
        assertThat(query.err()).doesNotContain(COPIED);
        assertThat(run(text, "inspect", "-").err()).contains(COPIED);
        Path store = folder.resolve("text.duckdb");
        CliRun convert = run(text, "convert", "-", "-o", store.toString());
        assertThat(convert.exit()).isEqualTo(ExitCode.DONE);
        assertThat(convert.err()).isEmpty();
    }

    @Test
    void whatIsNoCaptureIsSaidSo() {
        CliRun run = run("hello\n".getBytes(StandardCharsets.US_ASCII), "inspect", "-");
        assertThat(run.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).contains("-: at 0x00000000: text without event lines, beginning with \"hello\"");
        assertThat(run(new byte[] {0, 1, 2}, "inspect", "-").err()).contains("-: at 0x00000000: first bytes 00 01 02");
        assertThat(run(new byte[0], "inspect", "-").err()).contains("an empty file");
    }
}
