// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ScanEffort;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.Compression;
import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfSample;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A window is pushed down: what lies outside of it is skipped, and counters say so. */
class WindowEffortTest {
    private static final int CPUS = 4;
    private static final int RECORDS = 80_000;
    private static final long START = 5_000_000_000L;
    private static final long STEP = 10_000;
    /** The window: one part in a hundred, in the middle. */
    private static final int FIRST = RECORDS / 2;

    private static final int LAST = FIRST + RECORDS / 100 - 1;

    private static final EventFormat EVENT = EventFormat.builder(Machine.LE64, "sys", "plain", 300)
            .field("long", "n")
            .array("char", "name", 32)
            .build();

    @TempDir
    private Path directory;

    private record Scan(long rows, ScanEffort effort) {}

    private static Scan scan(Path file, Selection selection) throws IOException, InterruptedException {
        AtomicLong rows = new AtomicLong();
        try (Capture capture = CaptureFormats.open(file)) {
            capture.scan(selection, 2, block -> block.events().forEach(events -> rows.addAndGet(events.count())));
            return new Scan(rows.get(), capture.effort());
        }
    }

    private static Selection window(Set<Integer> cpus) {
        return new Selection(event -> true, START + FIRST * STEP, START + LAST * STEP, cpus, null);
    }

    @ParameterizedTest
    @CsvSource({"6, NONE", "7, NONE", "7, ZSTD", "7, ZLIB"})
    void subBuffers(int version, Compression compression) throws IOException, InterruptedException {
        Path file = directory.resolve("trace.dat");
        TraceDatSpec spec = TraceDatSpec.of(Machine.LE64)
                .version(version)
                .compression(compression)
                .cpus(CPUS)
                .event(EVENT);
        long subBuffers = 0;
        try (TraceDatWriter capture = TraceDatWriter.create(file, spec)) {
            for (int cpu = 0; cpu < CPUS; cpu++) {
                for (int n = cpu; n < RECORDS; n += CPUS) {
                    capture.cpu(cpu).record(START + n * STEP, EVENT.row().set("n", n));
                }
                capture.cpu(cpu).close();
                subBuffers += capture.cpu(cpu).subBuffers();
            }
        }
        Scan all = scan(file, Selection.everything());
        assertThat(all.rows()).isEqualTo(RECORDS);
        assertThat(all.effort()).isEqualTo(new ScanEffort("sub-buffers", subBuffers, subBuffers));
        assertThat(subBuffers).isGreaterThan(1000);

        Scan some = scan(file, window(null));
        assertThat(some.rows()).isEqualTo(LAST - FIRST + 1);
        assertThat(some.effort().there()).isEqualTo(subBuffers);
        // Of each cpu those in the window, one at each of its ends, and the last of a chunk, which has no successor to
        // tell its end.
        long inWindow = subBuffers / 100 / CPUS + 1;
        assertThat(some.effort().decoded()).isBetween(CPUS * (inWindow - 2), CPUS * (inWindow + 3));

        Scan one = scan(file, window(Set.of(2)));
        assertThat(one.rows()).isEqualTo((LAST - FIRST + 1) / CPUS);
        assertThat(one.effort().there()).isBetween(subBuffers / CPUS - 1, subBuffers / CPUS + 1);
        assertThat(one.effort().decoded()).isBetween(inWindow - 2, inWindow + 3);
    }

    @Test
    void recordsOfPerf() throws IOException, InterruptedException {
        long type = PerfSample.IDENTIFIER | PerfSample.TID | PerfSample.TIME | PerfSample.CPU;
        PerfAttr faults = PerfAttr.software("page-faults", 2, type, 11L);
        Path file = directory.resolve("perf.data");
        try (PerfDataWriter writer =
                PerfDataWriter.create(file, PerfDataSpec.of(Machine.LE64).attr(faults))) {
            PerfSample sample = new PerfSample().task(7, 8).set(PerfSample.ID, 11);
            for (int n = 0; n < RECORDS; n++) {
                writer.sample(
                        faults, 2, sample.set(PerfSample.TIME, START + n * STEP).set(PerfSample.CPU, n % CPUS));
            }
        }
        assertThat(scan(file, Selection.everything()).effort()).isEqualTo(new ScanEffort("records", RECORDS, RECORDS));
        assertThat(scan(file, window(null)).effort()).isEqualTo(new ScanEffort("records", RECORDS, LAST - FIRST + 1));
        assertThat(scan(file, window(Set.of(1))).effort())
                .isEqualTo(new ScanEffort("records", RECORDS, (LAST - FIRST + 1) / CPUS));
    }

    @Test
    void stretchesOfText() throws IOException, InterruptedException {
        Path file = directory.resolve("trace.txt");
        String filler = "x".repeat(150);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int n = 0; n < RECORDS; n++) {
                long us = (START + n * STEP) / 1000;
                out.write(String.format(
                        Locale.ROOT,
                        "            bash-77      [%03d] .....   %d.%06d: tracing_mark_write: %d %s%n",
                        n % CPUS,
                        us / 1_000_000,
                        us % 1_000_000,
                        n,
                        filler));
            }
        }
        assertThat(scan(file, Selection.everything())).isEqualTo(new Scan(RECORDS, new ScanEffort("stretches", 5, 5)));
        assertThat(scan(file, window(null))).isEqualTo(new Scan(LAST - FIRST + 1, new ScanEffort("stretches", 5, 1)));
    }
}
