// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of record that carries data, one of each, as the independent writer writes it, in both byte orders. */
class WrittenRecordsTest {
    private static final long TYPE = PerfSample.TID | PerfSample.TIME | PerfSample.CPU | PerfSample.IDENTIFIER;
    private static final int OWN = 7;

    @TempDir
    private Path directory;

    static Stream<Machine> machines() {
        return Stream.of(Machine.LE64, Machine.BE64, Machine.LE32, Machine.BE32);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyTypeBecomesRows(Machine machine) throws IOException, InterruptedException {
        Path file = directory.resolve("perf.data");
        write(machine, file);
        List<RecordKinds.Kind> all = new ArrayList<>(RecordKinds.KERNEL);
        all.addAll(RecordKinds.TOOL);
        try (Capture capture = CaptureFormats.open(file)) {
            PerfRows rows = PerfRows.of(capture, Selection.everything(), 2);
            assertThat(capture.issues())
                    .extracting("detail")
                    .containsExactly("1 records of type 40", "1 records of type 99");
            for (RecordKinds.Kind kind : all) {
                for (Map<String, Object> expected : kind.rows()) {
                    assertThat(rows.table("perf." + kind.table()))
                            .as("%s of %s", kind, machine)
                            .anySatisfy(row -> assertThat(row).containsAllEntriesOf(expected));
                }
            }
            details(rows);
        }
    }

    private static void details(PerfRows rows) {
        assertThat(rows.table("perf.mmap").get(0))
                .containsEntry("ts", 1001L)
                .containsEntry("cpu", 3L)
                .containsEntry("common_pid", (long) OWN);
        assertThat(rows.table("perf.auxtrace"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("data_size", 104L)
                        .containsEntry("data_offset", 4096L)
                        .containsEntry("data_cpu", 1L));
        assertThat(rows.table("perf.sample")).hasSize(1);
        assertThat(rows.table("perf.time_conv").get(1)).doesNotContainKey("time_cycles");
    }

    private static void write(Machine machine, Path file) throws IOException {
        PerfAttr attr = PerfAttr.software("page-faults", 2, TYPE, 11L);
        try (PerfDataWriter writer =
                PerfDataWriter.create(file, PerfDataSpec.of(machine).attr(attr))) {
            PerfSample trailer =
                    new PerfSample().task(1, OWN).set(PerfSample.ID, 11).set(PerfSample.CPU, 3);
            for (RecordKinds.Kind kind : RecordKinds.KERNEL) {
                trailer.set(PerfSample.TIME, 1000L + kind.type());
                int misc = kind.type() < 0 ? 1 << 14 : (int) RecordKinds.MISC;
                writer.record(Math.abs(kind.type()), misc, trailer, kind.body());
            }
            for (RecordKinds.Kind kind : RecordKinds.TOOL) {
                writer.toolRecord(kind.type(), kind.body());
            }
            writer.auxtrace(1, 4096, new byte[100]);
            writer.sample(attr, 2, trailer.set(PerfSample.TIME, 5000));
        }
    }
}
