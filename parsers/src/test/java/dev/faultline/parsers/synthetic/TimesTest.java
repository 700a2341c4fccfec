// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.TraceDatOption;
import dev.faultline.samples.write.TraceDatOption.ShiftSample;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that move time; the numbers are what trace-cmd 3.1.6 prints of the same files. */
class TimesTest {
    private static final List<ShiftSample> SAMPLES = List.of(
            new ShiftSample(1_000_000_000, -100, 3, 1),
            new ShiftSample(2_000_000_000, -200, 5, 2),
            new ShiftSample(3_000_000_000L, -400, 7, 3));

    @TempDir
    Path directory;

    private record Read(ClockUnit unit, List<Long> ts) {}

    private Read read(Machine machine, TraceDatSpec spec, long... raw) throws IOException, InterruptedException {
        EventFormat event = EventFormat.builder(machine, "sys", "plain", 300)
                .field("int", "n")
                .build();
        Path file = directory.resolve("trace.dat");
        try (TraceDatWriter capture = TraceDatWriter.create(file, spec.event(event))) {
            for (long ts : raw) {
                capture.cpu(0).record(ts, event, Map.of("n", 1));
            }
        }
        try (Capture capture = CaptureFormats.open(file)) {
            List<Expectation> rows = Rows.of(capture, Selection.everything(), 1);
            assertThat(capture.issues()).isEmpty();
            return new Read(
                    capture.info().clockUnit(),
                    rows.stream().map(row -> row.number("ts")).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7})
    void dateAndOffsetAreAdded(int version) throws IOException, InterruptedException {
        TraceDatSpec spec = TraceDatSpec.of(Machine.BE32)
                .version(version)
                .clock("mono")
                .option(TraceDatOption.date(1_000_000))
                .option(TraceDatOption.offset(-5));
        assertThat(read(Machine.BE32, spec, 2_000_000_007L)).isEqualTo(new Read(ClockUnit.NS, List.of(3_000_000_002L)));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7})
    void cyclesBecomeNanoseconds(int version) throws IOException, InterruptedException {
        TraceDatSpec spec = TraceDatSpec.of(Machine.LE64)
                .version(version)
                .clock("x86-tsc")
                .option(TraceDatOption.tscToNanos(0x40000001, 31, 77));
        assertThat(read(Machine.LE64, spec, 8_000_000_001L)).isEqualTo(new Read(ClockUnit.NS, List.of(4_000_000_004L)));
    }

    @Test
    void cyclesOfALongUptimeNeedMoreThan64Bits() throws IOException, InterruptedException {
        TraceDatSpec spec =
                TraceDatSpec.of(Machine.LE64).clock("x86-tsc").option(TraceDatOption.tscToNanos(0x40000001, 31, 0));
        // 2^60 * (2^30 + 1) >> 31
        assertThat(read(Machine.LE64, spec, 1L << 60).ts()).containsExactly((1L << 59) + (1L << 29));
    }

    @Test
    void withoutThatOptionTheyStayCounts() throws IOException, InterruptedException {
        TraceDatSpec spec = TraceDatSpec.of(Machine.LE64).clock("x86-tsc");
        assertThat(read(Machine.LE64, spec, 8_000_000_001L))
                .isEqualTo(new Read(ClockUnit.COUNT, List.of(8_000_000_001L)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 499999900 999999900 1499999900 1999999900 2199999900 2999999900 3999999900",
        "1, 1, 499999900 999999900 1499999900 1999999900 2199999900 2999999900 3999999900",
        "2, 0, 749999900 1499999900 2249999900 2999999900 3299999900 4499999900 5999999900",
        "2, 1, 749999950 1499999900 2249999851 2999999801 3299999781 4499999701 5999999601",
        "3, 0, 749999900 1499999900 2249999900 2499999800 2749999800 3749999800 4999999800",
        "3, 1, 749999950 1499999900 2249999851 2499999800 2749999761 3749999601 4999999401"
    })
    void aGuestsTimeBecomesItsHosts(int samples, int flags, String expected) throws IOException, InterruptedException {
        TraceDatSpec spec = TraceDatSpec.of(Machine.BE64)
                .clock("mono")
                .option(TraceDatOption.timeShift(6, flags, List.of(SAMPLES.subList(0, samples))));
        Read read = read(
                Machine.BE64,
                spec,
                500_000_000,
                1_000_000_000,
                1_500_000_000,
                2_000_000_000,
                2_200_000_000L,
                3_000_000_000L,
                4_000_000_000L);
        assertThat(read.ts())
                .containsExactlyElementsOf(
                        List.of(expected.split(" ")).stream().map(Long::valueOf).toList());
    }
}
