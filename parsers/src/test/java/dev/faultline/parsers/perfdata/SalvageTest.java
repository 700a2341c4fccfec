// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfSample;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** perf.data that is not whole, or not one file, or not there yet. */
class SalvageTest {
    private static final int RECORDS = 1000;
    /** More than one block of records. */
    private static final int MANY = 30_000;

    private static final int HEADER_SIZE = 104;

    @TempDir
    Path folder;

    private static byte[] written(boolean pipe, long from, long id) throws IOException {
        return written(pipe, from, id, RECORDS);
    }

    private static byte[] written(boolean pipe, long from, long id, int records) throws IOException {
        EventFormat event = EventFormat.builder(Machine.LE64, "sys", "tick", 300)
                .field("s64", "n")
                .printFmt("\"n=%lld\", REC->n")
                .build();
        long type = PerfSample.TID | PerfSample.TIME | PerfSample.CPU | PerfSample.IDENTIFIER;
        PerfAttr tick = PerfAttr.tracepoint(event, type, id);
        PerfDataSpec spec =
                PerfDataSpec.of(Machine.LE64).attr(tick).event(event).feature(4, "6.12.0");
        Path file = Files.createTempFile("salvage", ".perf");
        try (PerfDataWriter writer = PerfDataWriter.create(file, pipe ? spec.pipe() : spec)) {
            for (int i = 0; i < records; i++) {
                PerfSample sample = new PerfSample()
                        .task(7, 77)
                        .set(PerfSample.TIME, from + i)
                        .set(PerfSample.CPU, 1)
                        .set(PerfSample.ID, id);
                writer.sample(tick, 1, sample.raw(event.row().setAll(Map.of("n", (long) i))));
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static long samples(Capture capture) throws IOException, InterruptedException {
        return PerfRows.of(capture, Selection.everything(), 2).table("sys.tick").size();
    }

    @Test
    void aSeriesOfSwitchOutputIsOneCapture() throws IOException, InterruptedException {
        Files.write(folder.resolve("perf.data.2026112011172849"), written(false, 1000, 5));
        Files.write(folder.resolve("perf.data.2026112011172999"), written(false, 5000, 5));
        byte[] last = written(false, 9000, 5);
        Files.write(folder.resolve("perf.data.2026112011173101"), Arrays.copyOf(last, last.length / 2));
        Files.writeString(folder.resolve("README.md"), "notes");
        try (Capture capture = CaptureFormats.open(folder)) {
            PerfRows rows = PerfRows.of(capture, Selection.everything(), 2);
            assertThat(rows.table("sys.tick").size()).isBetween(2 * RECORDS + 100, 3 * RECORDS - 100);
            assertThat(rows.table("sys.tick").get(RECORDS)).containsEntry("ts", 5000L);
            assertThat(capture.issues()).extracting(ParseIssue::kind).contains(IssueKind.TRUNCATED);
            assertThat(capture.info().path()).isEqualTo(folder);
            assertThat(capture.info().kernelRelease()).isEqualTo("6.12.0");
        }
    }

    @Test
    void aHoleInTheRecordsIsSkipped() throws IOException, InterruptedException {
        byte[] whole = written(true, 1000, 5);
        Arrays.fill(whole, whole.length / 2, whole.length / 2 + 2000, (byte) 0);
        Path file = Files.write(folder.resolve("perf.pipe"), whole);
        try (Capture capture = CaptureFormats.open(file)) {
            assertThat(samples(capture)).isBetween(RECORDS - 40L, RECORDS - 20L);
            assertThat(capture.issues()).extracting(ParseIssue::kind).contains(IssueKind.BAD_RECORD_LENGTH);
            assertThat(capture.issues().get(0).detail()).contains("records go on at");
            assertThat(capture.losses()).hasSize(1);
        }
    }

    @Test
    void aRecorderThatWasKilledLeavesASizeOfZero() throws IOException, InterruptedException {
        byte[] whole = written(false, 1000, 5);
        Arrays.fill(whole, 48, 56, (byte) 0);
        Arrays.fill(whole, 72, HEADER_SIZE, (byte) 0);
        Path file = Files.write(folder.resolve("perf.data"), whole);
        try (Capture capture = CaptureFormats.open(file)) {
            PerfRows rows = PerfRows.of(capture, Selection.everything(), 2);
            assertThat(rows.table("perf.sample")).hasSizeGreaterThanOrEqualTo(RECORDS);
            assertThat(capture.issues()).extracting(ParseIssue::kind).contains(IssueKind.TRUNCATED);
        }
    }

    /** The recorder stops until the first samples are decoded, and only then goes on. */
    @Test
    @Timeout(60)
    void aPipeIsReadAsItArrives() throws IOException, InterruptedException {
        byte[] whole = written(true, 1000, 5, MANY);
        CountDownLatch decoded = new CountDownLatch(1);
        PipedOutputStream recorder = new PipedOutputStream();
        try (PipedInputStream in = new PipedInputStream(recorder, 1 << 16)) {
            Thread writer = new Thread(() -> {
                try (recorder) {
                    recorder.write(whole, 0, whole.length - 1000);
                    recorder.flush();
                    decoded.await();
                    recorder.write(whole, whole.length - 1000, 1000);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            writer.start();
            try (Capture capture = CaptureFormats.open(Path.of("-"), in)) {
                assertThat(capture.info().kernelRelease()).isEqualTo("6.12.0");
                long records = capture.scan(Selection.everything(), 1, block -> decoded.countDown())
                        .recordsPerEvent()
                        .get("sys.tick");
                assertThat(records).isEqualTo(MANY);
                assertThat(capture.issues()).isEmpty();
            }
            writer.join();
        }
    }
}
