// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.samples.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The raw pages among the sample traces against the text of the same buffer; needs nothing but the checkout. */
class RawSampleTest {
    private static final Path SAMPLE = Samples.root().resolve("tracefs-raw-5.10");

    @TempDir
    Path folder;

    @Test
    void rowsEqualTheText() throws IOException, InterruptedException {
        try (Capture capture = CaptureFormats.open(SAMPLE)) {
            List<String> text = RawPagesCorpusTest.lines(SAMPLE.resolve("oracle/trace.txt.zst"));
            TraceTextCheck check = TraceTextCheck.of(capture, text);
            assertThat(check.mismatches).isEmpty();
            assertThat(check.lines).isEqualTo(2_697);
            assertThat(check.columns).isEqualTo(33_891);
            assertThat(check.symbols).isEqualTo(2_906);
            assertThat(capture.issues()).isEmpty();
        }
    }

    @Test
    void whatLiesBesideThePagesIsRead() throws IOException {
        try (Capture capture = CaptureFormats.open(SAMPLE)) {
            assertThat(capture.info().kernelRelease()).isEqualTo("5.10.0-46-amd64");
            assertThat(capture.info().machine()).isEqualTo("x86_64");
            assertThat(capture.info().hostname()).isEqualTo("trace-lab");
            assertThat(capture.info().clock()).isEqualTo("local");
            assertThat(capture.info().clockUnit()).isEqualTo(ClockUnit.NS);
            assertThat(capture.info().pageSize()).isEqualTo(4096);
            assertThat(capture.info().details()).containsKey("trace_options");
            assertThat(capture.buffers()).containsExactly(new Buffer(0, "", "local", 4096, List.of(0, 1)));
            assertThat(capture.cpuStats()).hasSize(2);
            assertThat(capture.cpuStats().get(0).count("entries")).isEqualTo(1_729);
            assertThat(capture.cpuStats().get(1).count("overrun")).isZero();
            assertThat(capture.tasks()).hasSize(14);
            assertThat(capture.printkFormats()).isNotEmpty();
        }
    }

    private void copy(String... names) throws IOException {
        for (String name : names) {
            Files.copy(SAMPLE.resolve(name), folder.resolve(name));
        }
    }

    @Test
    void aFileThatIsCutGivesWhatIsThere() throws IOException, InterruptedException {
        copy("formats.tar.xz");
        byte[] pages = Files.readAllBytes(SAMPLE.resolve("trace_pipe_raw.cpu1"));
        Files.write(folder.resolve("trace_pipe_raw.cpu1"), Arrays.copyOf(pages, 3 * 4096 + 2000));
        try (Capture capture = CaptureFormats.open(folder)) {
            long records = capture.scan(Selection.everything(), 1, block -> {}).records();
            assertThat(records).isBetween(200L, 320L);
            assertThat(capture.issues()).extracting(ParseIssue::kind).contains(IssueKind.SHORT_SUB_BUFFER);
            assertThat(capture.losses()).hasSize(1);
            assertThat(capture.info().clock()).isNull();
            assertThat(capture.info().kernelRelease()).isNull();
        }
    }

    @Test
    void theFileOfOneCpuIsReadWithWhatLiesAroundIt() throws IOException, InterruptedException {
        String[] names = {"trace_pipe_raw.cpu0.xz", "trace_pipe_raw.cpu1"};
        long[] records = new long[names.length];
        for (int cpu = 0; cpu < names.length; cpu++) {
            try (Capture capture = CaptureFormats.open(SAMPLE.resolve(names[cpu]))) {
                assertThat(capture.buffers()).containsExactly(new Buffer(0, "", "local", 4096, List.of(cpu)));
                records[cpu] =
                        capture.scan(Selection.everything(), 1, block -> {}).records();
            }
        }
        assertThat(records[0]).isEqualTo(1_729);
        assertThat(records[0] + records[1]).isEqualTo(2_697);
    }

    @Test
    void theFileOfOneCpuIsFoundInASavedTree() throws IOException, InterruptedException {
        copy("formats.tar.xz");
        Path cpu = Files.createDirectories(folder.resolve("instances/foo/per_cpu/cpu1"));
        Path other = Files.createDirectories(folder.resolve("per_cpu/cpu1"));
        Files.copy(SAMPLE.resolve("trace_pipe_raw.cpu1"), cpu.resolve("trace_pipe_raw"));
        Files.copy(SAMPLE.resolve("trace_pipe_raw.cpu0.xz"), other.resolve("trace_pipe_raw.xz"));
        try (Capture capture = CaptureFormats.open(cpu.resolve("trace_pipe_raw"))) {
            assertThat(capture.buffers()).extracting(Buffer::name).containsExactly("foo");
            assertThat(capture.scan(Selection.everything(), 1, block -> {}).records())
                    .isEqualTo(2_697 - 1_729);
        }
    }

    @Test
    void aPartOfACaptureNamesTheWhole() throws IOException {
        copy("trace_pipe_raw.cpu1");
        Path part = Files.write(folder.resolve("data.0"), new byte[] {7, 0, 0, 0, 0, 0, 0x40, 0});
        assertThatThrownBy(() -> CaptureFormats.open(part))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContaining("first bytes 07 00 00 00 00 00 40 00")
                .hasMessageEndingWith("the directory it lies in looks like one");
    }

    @Test
    void pagesWithoutFormatsAreRefused() throws IOException {
        copy("trace_pipe_raw.cpu1");
        assertThatThrownBy(() -> CaptureFormats.open(folder))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContaining("events/header_page and the format files of the same boot");
    }
}
