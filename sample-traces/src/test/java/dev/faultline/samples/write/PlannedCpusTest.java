// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.samples.read.RawRecord;
import dev.faultline.samples.read.RawTraceDat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cpus written in turn where they end up, without spool files. */
class PlannedCpusTest {
    private static final int CPUS = 5;
    private static final int RECORDS = 60_000;
    private static final EventFormat EVENT = EventFormat.builder(Machine.LE64, "sys", "plain", 300)
            .field("long", "n")
            .dataLoc("char", "s")
            .build();

    @TempDir
    private Path directory;

    private record Event(int cpu, long ts, Row row) {}

    /** Cpu 3 has none. */
    private static Stream<Event> events() {
        Random random = new Random(41);
        return Stream.iterate(0, n -> n < RECORDS, n -> n + 1).map(n -> {
            int cpu = new int[] {0, 1, 2, 4}[Math.min(3, random.nextInt(9))];
            long ts = 1_000_000_000L + n * (n % 500 == 0 ? 1_000_000L : 1000L);
            return new Event(cpu, ts, EVENT.row().set("n", n).set("s", "x".repeat(random.nextInt(300))));
        });
    }

    private static long[] plan() {
        SubBufferCounter[] cpus = new SubBufferCounter[CPUS];
        for (int i = 0; i < CPUS; i++) {
            cpus[i] = new SubBufferCounter(Machine.LE64, 4096);
        }
        events().forEach(event -> cpus[event.cpu].record(event.ts, event.row));
        return Stream.of(cpus).mapToLong(SubBufferCounter::count).toArray();
    }

    private Path write(String name, TraceDatSpec spec) throws IOException {
        Path file = directory.resolve(name);
        try (TraceDatWriter capture =
                TraceDatWriter.create(file, spec.cpus(CPUS).event(EVENT).instance("other"))) {
            capture.instance("other").cpu(1).record(5, EVENT.row().set("n", -1));
            capture.instance("other").close();
            for (Event event : events().toList()) {
                capture.cpu(event.cpu).record(event.ts, event.row);
            }
            assertThat(capture.cpu(0).subBuffers()).isGreaterThan(300);
        }
        return file;
    }

    private static List<String> records(Path file) throws IOException {
        return RawTraceDat.read(file).records().stream()
                .flatMap(List::stream)
                .map(PlannedCpusTest::shown)
                .sorted()
                .toList();
    }

    private static String shown(RawRecord record) {
        return record.buffer() + " " + record.cpu() + " " + record.ts() + " " + record.value("n") + " "
                + record.text("s");
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7})
    void theSameRecordsAsThroughSpoolFiles(int version) throws IOException {
        TraceDatSpec spooled = TraceDatSpec.of(Machine.LE64).version(version);
        TraceDatSpec planned = TraceDatSpec.of(Machine.LE64).version(version).planned(plan());
        List<String> records = records(write("planned.dat", planned));
        assertThat(records).hasSize(RECORDS + 1).isEqualTo(records(write("spooled.dat", spooled)));
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void aPlanThatIsNotKeptIsRefused() throws IOException {
        long[] plan = plan();
        plan[2]++;
        assertThatThrownBy(() -> write("gap.dat", TraceDatSpec.of(Machine.LE64).planned(plan)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cpu 2 has " + (plan[2] - 1) + " sub-buffers, planned were " + plan[2]);
    }
}
