// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code perf script} prints what was meant, whatever the variant. */
class PerfScriptTest {
    private static final long EVERYTHING = PerfSample.IDENTIFIER
            | PerfSample.IP
            | PerfSample.TID
            | PerfSample.TIME
            | PerfSample.ADDR
            | PerfSample.CPU
            | PerfSample.PERIOD
            | PerfSample.CALLCHAIN;

    @TempDir
    Path directory;

    @BeforeEach
    void needsPerf() {
        Tool.need("perf");
    }

    static Stream<Arguments> variants() {
        return Stream.of(Machine.LE64, Machine.LE32, Machine.BE64, Machine.BE32)
                .flatMap(machine -> IntStream.range(0, 4)
                        .mapToObj(mode -> Arguments.of(machine, (mode & 1) != 0, (mode & 2) != 0)));
    }

    private static PerfDataSpec spec(Machine machine, boolean pipe, boolean compressed) {
        if (pipe && machine.bigEndian()) {
            // It does not set evsel.needs_swap for an attr from the stream, and swaps pids with tids.
            Tool.skip("perf reads no pipe of the other byte order");
        }
        // Without HOSTNAME perf takes a foreign file's feature bits for those of an ancient version.
        PerfDataSpec spec = PerfDataSpec.of(machine).feature(3, "box");
        if (pipe) {
            spec.pipe();
        }
        return compressed ? spec.compressed() : spec;
    }

    private static EventFormat plain(Machine machine) {
        return EventFormat.builder(machine, "sys", "plain", 300)
                .field("int", "n")
                .dataLoc("char", "s")
                .printFmt("\"n=%d s=%s\", REC->n, __get_str(s)")
                .build();
    }

    /** Non-empty lines, spaces squeezed. */
    private static List<String> script(Path file) throws IOException, InterruptedException {
        String fields = "comm,pid,tid,cpu,time,period,event,addr,ip,trace";
        return Tool.lines(List.of("perf", "script", "-i", file.toString(), "--ns", "--show-lost-events", "-F", fields))
                .stream()
                .map(line -> line.strip().replaceAll("\\s+", " ").replace(" [unknown]", ""))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void samplesOfTwoEvents(Machine machine, boolean pipe, boolean compressed)
            throws IOException, InterruptedException {
        EventFormat plain = plain(machine);
        PerfAttr faults = PerfAttr.software("page-faults", 2, EVERYTHING, 11L, 12L);
        PerfAttr tracepoint = PerfAttr.tracepoint(plain, EVERYTHING, 21L, 22L);
        Path file = directory.resolve("perf.data");
        List<String> meant = new ArrayList<>();
        Random random = new Random(5);
        PerfDataSpec spec =
                spec(machine, pipe, compressed).attr(faults).attr(tracepoint).event(plain);
        try (PerfDataWriter capture = PerfDataWriter.create(file, spec)) {
            PerfSample sample = new PerfSample().task(77, 78).set(PerfSample.ID, 11);
            capture.comm(77, 78, "worker", sample);
            for (int n = 0; n < 3001; n++) {
                long time = 1_000_000_000L + 1000L * n;
                long ip = 0x400000L + random.nextInt(1 << 20);
                int cpu = random.nextInt(4);
                sample.set(PerfSample.TIME, time).set(PerfSample.CPU, cpu).set(PerfSample.PERIOD, n + 1);
                sample.set(PerfSample.IP, ip).callchain(-512, ip, 0x401000 + n);
                String prefix = String.format(
                        Locale.ROOT, "worker 77/78 [%03d] 1.%09d: %d ", cpu, time - 1_000_000_000L, n + 1);
                long address = 0x7f0000000000L + random.nextInt();
                sample.set(PerfSample.ADDR, address);
                if (random.nextBoolean()) {
                    capture.sample(faults, 2, sample.set(PerfSample.ID, 12));
                    meant.add(prefix + "page-faults: " + Long.toHexString(address));
                } else {
                    Row row = plain.row().set("n", -n).set("s", "s" + n);
                    capture.sample(tracepoint, 2, sample.set(PerfSample.ID, 21).raw(row));
                    meant.add(prefix + "sys:plain: n=" + -n + " s=s" + n + " " + Long.toHexString(address));
                }
                meant.add(Long.toHexString(ip));
                meant.add(Integer.toHexString(0x401000 + n));
                if (n % 500 == 499) {
                    capture.finishedRound();
                }
            }
        }
        assertThat(script(file)).isEqualTo(meant);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void lostRecordsAndNames(Machine machine, boolean pipe, boolean compressed)
            throws IOException, InterruptedException {
        PerfAttr faults = PerfAttr.software("page-faults", 2, EVERYTHING, 11L);
        Path file = directory.resolve("perf.data");
        try (PerfDataWriter capture =
                PerfDataWriter.create(file, spec(machine, pipe, compressed).attr(faults))) {
            PerfSample at = new PerfSample().task(5, 6).set(PerfSample.ID, 11).set(PerfSample.CPU, 3);
            capture.comm(5, 6, "early", at.set(PerfSample.TIME, 1_000_000_000L));
            capture.lost(11, 4711, at.set(PerfSample.TIME, 2_000_000_000L));
            capture.comm(5, 6, "late", at.set(PerfSample.TIME, 3_000_000_000L));
            capture.sample(faults, 2, at.set(PerfSample.TIME, 4_000_000_000L).set(PerfSample.PERIOD, 1));
        }
        assertThat(script(file))
                .containsExactly(
                        "early 5/6 [003] 2.000000000: PERF_RECORD_LOST lost 4711",
                        "late 5/6 [003] 4.000000000: 1 page-faults: 0");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void attrsOfEverySize(Machine machine, boolean pipe, int size) throws IOException, InterruptedException {
        PerfAttr faults = PerfAttr.software("page-faults", 2, EVERYTHING, 11L).withSize(size);
        Path file = directory.resolve("perf.data");
        try (PerfDataWriter capture =
                PerfDataWriter.create(file, spec(machine, pipe, false).attr(faults))) {
            PerfSample at = new PerfSample().task(5, 6).set(PerfSample.ID, 11).set(PerfSample.CPU, 3);
            capture.comm(5, 6, "name", at.set(PerfSample.TIME, 1_000_000_000L));
            capture.sample(faults, 2, at.set(PerfSample.TIME, 4_000_000_000L).set(PerfSample.PERIOD, 1));
        }
        assertThat(script(file)).containsExactly("name 5/6 [003] 4.000000000: 1 page-faults: 0");
    }

    /** perf 6.1 knows 128 bytes, and refuses what is larger. */
    static Stream<Arguments> sizes() {
        return Stream.of(64, 72, 80, 96, 104, 112, 120, 128)
                .flatMap(size -> Stream.of(
                        Arguments.of(Machine.LE64, false, size),
                        Arguments.of(Machine.BE64, false, size),
                        Arguments.of(Machine.LE64, true, size)));
    }

    @Test
    void whatTheFileSaysOfItself() throws IOException, InterruptedException {
        PerfAttr faults = PerfAttr.software("page-faults", 2, EVERYTHING, 11L);
        Path file = directory.resolve("perf.data");
        PerfDataSpec spec = PerfDataSpec.of(Machine.BE64)
                .attr(faults)
                .feature(3, "box")
                .feature(4, "6.1.0")
                .feature(6, "s390x")
                .commandLine("perf", "record", "-a");
        try (PerfDataWriter capture = PerfDataWriter.create(file, spec)) {
            capture.sample(faults, 2, new PerfSample().set(PerfSample.ID, 11));
        }
        assertThat(Tool.lines(List.of("perf", "report", "-i", file.toString(), "--header-only")))
                .map(String::strip)
                .contains("# hostname : box", "# os release : 6.1.0", "# arch : s390x", "# cmdline : perf record -a");
    }
}
