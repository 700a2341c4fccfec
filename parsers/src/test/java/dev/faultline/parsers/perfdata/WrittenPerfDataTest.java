// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfSample;
import dev.faultline.samples.write.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of the independent writer: both byte orders, every size of attr, file and pipe, plain and compressed. */
class WrittenPerfDataTest {
    private static final long USUAL = PerfSample.IP
            | PerfSample.TID
            | PerfSample.TIME
            | PerfSample.CPU
            | PerfSample.PERIOD
            | PerfSample.IDENTIFIER;
    private static final int[] SIZES = {64, 72, 80, 96, 104, 112, 120, 128, 136, 144, 160};
    private static final int RECORDS = 3000;

    @TempDir
    private Path directory;

    /** How a file is written. */
    private record Shape(Machine machine, int attrSize, boolean pipe, boolean compressed) {
        @Override
        public String toString() {
            return (machine.bigEndian() ? "big" : "little") + " attr " + attrSize + (pipe ? " pipe" : " file")
                    + (compressed ? " zstd" : "");
        }
    }

    static Stream<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        for (Machine machine : List.of(Machine.LE64, Machine.BE64, Machine.LE32, Machine.BE32)) {
            for (int size : SIZES) {
                shapes.add(new Shape(machine, size, size % 16 == 0, size % 24 == 0));
            }
            for (int k = 0; k < 4; k++) {
                shapes.add(new Shape(machine, 128, (k & 1) != 0, (k & 2) != 0));
            }
        }
        return shapes.stream();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void readsBack(Shape shape) throws IOException, InterruptedException {
        Path file = directory.resolve("perf.data");
        write(shape, file);
        try (Capture capture = CaptureFormats.open(file)) {
            PerfRows rows = PerfRows.of(capture, Selection.everything(), 2);
            assertThat(capture.issues()).isEmpty();
            facts(shape, capture);
            List<Map<String, Object>> payloads = rows.table("sys.tick");
            assertThat(payloads).hasSize(RECORDS);
            for (int i = 0; i < RECORDS; i++) {
                Map<String, Object> row = payloads.get(i);
                assertThat(row).containsEntry("ts", 1000L + i).containsEntry("cpu", (long) (i % 3));
                assertThat(row).containsEntry("n", (long) -i).containsEntry("common_pid", 77L);
                assertThat(row.get("sample_id")).isEqualTo(row.get("rec"));
            }
            assertThat(rows.table("perf.sample")).hasSize(RECORDS + 1);
            assertThat(rows.table("perf.sample").get(RECORDS))
                    .containsEntry("event", 1L)
                    .containsEntry("addr", 0xdeadL)
                    .containsEntry("period", 4L);
            assertThat(rows.table("perf.comm")).hasSize(1);
            assertThat(rows.table("perf.comm").get(0))
                    .containsEntry("comm", "worker")
                    .containsEntry("common_pid", 9L)
                    .containsEntry("tid", 8L);
            assertThat(capture.tasks()).containsExactly(new TaskName(8, 7, "worker", 999L));
            assertThat(capture.losses()).containsExactly(new LostEvents(2, 0, 3999L, 5000L, 12L));
        }
    }

    private static void facts(Shape shape, Capture capture) {
        assertThat(capture.info().hostname()).isEqualTo("box");
        assertThat(capture.info().kernelRelease()).isEqualTo("6.12.0");
        assertThat(capture.info().commandLine()).isEqualTo("perf record -a");
        assertThat(capture.info().byteOrder()).isEqualTo(shape.machine.order());
        assertThat(capture.info().clock()).isEqualTo("perf");
        assertThat(capture.info().details()).containsEntry("mode", shape.pipe ? "pipe" : "file");
    }

    private static void write(Shape shape, Path file) throws IOException {
        EventFormat event = EventFormat.builder(shape.machine, "sys", "tick", 300)
                .field("s64", "n")
                .printFmt("\"n=%lld\", REC->n")
                .build();
        PerfAttr tick = PerfAttr.tracepoint(event, USUAL, 101L, 102L).withSize(shape.attrSize);
        PerfAttr fault = PerfAttr.software("page-faults", 2, USUAL | PerfSample.ADDR, 201L)
                .withSize(shape.attrSize);
        PerfDataSpec spec = PerfDataSpec.of(shape.machine)
                .attr(tick)
                .attr(fault)
                .event(event)
                .feature(3, "box")
                .feature(4, "6.12.0")
                .commandLine("perf", "record", "-a");
        spec = shape.pipe ? spec.pipe() : spec;
        spec = shape.compressed ? spec.compressed() : spec;
        try (PerfDataWriter writer = PerfDataWriter.create(file, spec)) {
            writer.comm(7, 8, "worker", new PerfSample().task(7, 9).set(PerfSample.TIME, 999));
            for (int i = 0; i < RECORDS; i++) {
                Row row = event.row().setAll(Map.of("common_pid", 77L, "n", (long) -i));
                writer.sample(tick, 1, sample(i).raw(row).set(PerfSample.ID, 101 + i % 2));
                if (i % 1000 == 999) {
                    writer.finishedRound();
                }
            }
            writer.lost(101, 12, new PerfSample().set(PerfSample.TIME, 5000).set(PerfSample.CPU, 2));
            writer.sample(fault, 2, sample(9000).set(PerfSample.ID, 201).set(PerfSample.ADDR, 0xdead));
        }
    }

    private static PerfSample sample(int i) {
        return new PerfSample()
                .task(7, 77)
                .set(PerfSample.TIME, 1000L + i)
                .set(PerfSample.CPU, i % 3)
                .set(PerfSample.PERIOD, 4);
    }
}
