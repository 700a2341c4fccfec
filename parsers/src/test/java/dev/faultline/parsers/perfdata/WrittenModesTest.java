// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.Symbol;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The first version of the format, directories, and the compression of perf since 6.16. */
class WrittenModesTest {
    private static final long TYPE = PerfSample.TIME | PerfSample.ADDR | PerfSample.CALLCHAIN;
    private static final int SAMPLES = 5000;

    @TempDir
    private Path directory;

    static Stream<Arguments> machines() {
        return Stream.of(Machine.LE64, Machine.BE64)
                .flatMap(machine -> Stream.of(false, true).map(packed -> Arguments.of(machine, packed)));
    }

    private static PerfDataSpec spec(Machine machine, boolean packed) {
        PerfAttr attr = PerfAttr.software("page-faults", 2, TYPE, 11L);
        PerfDataSpec spec = PerfDataSpec.of(machine).attr(attr).feature(3, "box");
        return packed ? spec.compressedWithSize() : spec;
    }

    private static void samples(PerfDataWriter writer, long first, int step) throws IOException {
        PerfAttr attr = PerfAttr.software("page-faults", 2, TYPE, 11L);
        for (long i = first; i < SAMPLES; i += step) {
            writer.sample(
                    attr,
                    2,
                    new PerfSample()
                            .set(PerfSample.TIME, 100 + i)
                            .set(PerfSample.ADDR, i * 0x9e3779b97f4a7c15L)
                            .callchain(-512, i, ~i));
        }
    }

    private static void check(Capture capture) throws IOException, InterruptedException {
        PerfRows rows = PerfRows.of(capture, Selection.everything(), 2);
        assertThat(capture.issues()).isEmpty();
        List<Long> stamps = new ArrayList<>();
        rows.table("perf.sample").forEach(row -> {
            long ts = (Long) row.get("ts");
            long i = ts - 100;
            stamps.add(ts);
            assertThat(row)
                    .containsEntry("addr", i * 0x9e3779b97f4a7c15L)
                    .containsEntry("callchain", List.of(-512L, i, ~i));
        });
        assertThat(stamps).hasSize(SAMPLES).doesNotHaveDuplicates();
        assertThat(capture.info().hostname()).isEqualTo("box");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void firstVersion(Machine machine, boolean packed) throws IOException, InterruptedException {
        Path file = directory.resolve("perf.data");
        try (PerfDataWriter writer =
                PerfDataWriter.create(file, spec(machine, packed).version1())) {
            samples(writer, 0, 1);
        }
        try (Capture capture = CaptureFormats.open(file)) {
            assertThat(capture.info().version()).isEqualTo("1");
            assertThat(capture.info().byteOrder()).isEqualTo(machine.order());
            check(capture);
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void directories(Machine machine, boolean packed) throws IOException, InterruptedException {
        Path parts = Files.createDirectory(directory.resolve("perf.data"));
        PerfDataSpec spec = spec(machine, packed).feature(24, out -> out.u64(1));
        try (PerfDataWriter writer = PerfDataWriter.create(parts.resolve("data"), spec)) {
            writer.finishedRound();
        }
        for (int i = 0; i < 3; i++) {
            try (PerfDataWriter writer = PerfDataWriter.part(parts.resolve("data." + i), spec)) {
                samples(writer, i, 3);
            }
        }
        try (Capture capture = CaptureFormats.open(parts)) {
            assertThat(capture.info().details()).containsEntry("mode", "directory");
            check(capture);
        }
    }

    /** {@code perf record --kcore}: kallsyms of the recorded kernel are in a directory beside the data. */
    @Test
    void symbolsBesideTheData() throws IOException, InterruptedException {
        Path parts = Files.createDirectory(directory.resolve("perf.data"));
        Files.createDirectory(parts.resolve("kcore_dir"));
        Files.writeString(
                parts.resolve("kcore_dir/kallsyms"), "ffffffff81000000 T _text\nffffffff81001230 t do_one\t[ext4]\n");
        PerfDataSpec spec = spec(Machine.LE64, false).feature(24, out -> out.u64(0));
        try (PerfDataWriter writer = PerfDataWriter.create(parts.resolve("data"), spec)) {
            samples(writer, 0, 1);
        }
        for (Path path : List.of(parts, parts.resolve("data"))) {
            try (Capture capture = CaptureFormats.open(path)) {
                check(capture);
                assertThat(capture.symbols())
                        .containsExactly(
                                new Symbol(0xffffffff81000000L, 'T', "_text", null),
                                new Symbol(0xffffffff81001230L, 't', "do_one", "ext4"));
            }
        }
    }
}
