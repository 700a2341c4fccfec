// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.samples.write.RawPagesWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorder that died: metadata without records, and the records in files of single cpus beside it. */
class UnfinishedRecordingTest {
    private static final int CPU_TAG_AND_TABLE = 4;

    @TempDir
    Path folder;

    private byte[] metadata;

    @BeforeEach
    void metadataAlone() throws IOException {
        byte[] whole = Written.bytes(Written.spec().version(6), 1);
        // Behind the formats: u32 kallsyms, u32 printk, u64 cmdlines, all empty, u32 cpus.
        int formats =
                Written.find(whole, "print fmt: \"%lu\", REC->value\n") + "print fmt: \"%lu\", REC->value\n".length();
        metadata = Arrays.copyOf(whole, formats + 16 + CPU_TAG_AND_TABLE);
    }

    private void cpu(String name, int count) throws IOException {
        try (RawPagesWriter pages = new RawPagesWriter(folder.resolve(name), Written.LE64, 4096)) {
            for (int i = 0; i < count; i++) {
                pages.record(1000 + 10L * i, Written.EVENT.row().pid(7).set("value", i));
            }
        }
    }

    private void assertReads(Path file, int records, String... buffers) throws IOException, InterruptedException {
        try (Capture capture = CaptureFormats.open(file)) {
            assertThat(capture.buffers()).extracting(Buffer::name).containsExactly(buffers);
            assertThat(Written.read(capture).stamps()).hasSize(records);
            assertThat(capture.issues()).extracting(ParseIssue::kind).contains(IssueKind.TRUNCATED);
        }
    }

    @Test
    void recordsAreReadFromTheFilesOfCpus() throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("trace.dat"), metadata);
        cpu("trace.dat.cpu0", 300);
        cpu("trace.dat.cpu1", 7);
        cpu("trace.dat.extra.cpu1", 11);
        assertReads(file, 318, "", "extra");
        try (Capture capture = CaptureFormats.open(file)) {
            Written.read(capture);
            // What the recorder had not written yet is a gap without an end.
            assertThat(capture.losses())
                    .containsExactly(
                            new LostEvents(0, 0, 3990L, null, null),
                            new LostEvents(1, 0, 1060L, null, null),
                            new LostEvents(1, 1, 1100L, null, null));
        }
    }

    @Test
    void theirNameIsThatOfTheRecording() throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("trace-partial.dat"), metadata);
        cpu("trace.dat.cpu0", 300);
        assertReads(file, 300, "");
    }

    @Test
    void aFileThatIsCutInsideOfASubBuffer() throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("trace.dat"), metadata);
        cpu("trace.dat.cpu0", 300);
        Path cpu = folder.resolve("trace.dat.cpu0");
        byte[] pages = Files.readAllBytes(cpu);
        Files.write(cpu, Arrays.copyOf(pages, 4096 + 16 + 50 * 20));
        assertReads(file, 204 + 50, "");
    }

    @Test
    void nothingBesideItIsNoRecords() throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("trace.dat"), metadata);
        try (Capture capture = CaptureFormats.open(file)) {
            assertThat(capture.buffers()).isEmpty();
            assertThat(capture.issues()).extracting(ParseIssue::kind).contains(IssueKind.NO_CPU_DATA);
        }
    }
}
