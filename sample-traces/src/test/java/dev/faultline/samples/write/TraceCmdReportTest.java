// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference reader prints what was meant, whatever the variant. */
class TraceCmdReportTest {
    @TempDir
    Path directory;

    static Stream<Variant> variants() {
        return Variant.all();
    }

    static Stream<Variant> variants64() {
        return Variant.all().filter(variant -> variant.machine().longSize() == 8);
    }

    private Path file() {
        return directory.resolve("trace.dat");
    }

    private static EventFormat mixed(Machine machine) {
        return EventFormat.builder(machine, "sys", "mixed", 300)
                .field("u8", "a")
                .field("u64", "b")
                .dataLoc("char", "s")
                .relLoc("char", "r")
                .array("char", "comm", 8)
                .field("unsigned long", "l")
                .field("pid_t", "p")
                .printFmt("\"a=%u b=%llu s=%s r=%s c=%s l=%lu p=%d\", REC->a, REC->b, __get_str(s), __get_rel_str(r),"
                        + " REC->comm, REC->l, REC->p")
                .build();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void fieldsOfManyRecordsOverSeveralCpus(Variant variant) throws IOException, InterruptedException {
        TraceCmd.need(variant.compression());
        EventFormat mixed = mixed(variant.machine());
        List<String> meant = new ArrayList<>();
        Random random = new Random(11);
        try (TraceDatWriter capture = TraceDatWriter.create(
                file(), variant.spec().cpus(3).event(mixed).cmdlines("77 worker\n"))) {
            Row row = mixed.row();
            long ts = 1_000_000_001L;
            for (int n = 0; n < 2503; n++) {
                ts += n % 100 == 99 ? 1L << random.nextInt(34) : 1 + random.nextInt(1000);
                int cpu = random.nextInt(3);
                long b = random.nextLong();
                long l = random.nextInt(Integer.MAX_VALUE);
                String s = "s".repeat(random.nextInt(40)) + n;
                row.clear().pid(77).set("a", n & 0xff).set("b", b).set("s", s).set("r", "r" + n);
                capture.cpu(cpu)
                        .record(ts, row.set("comm", "comm" + n).set("l", l).set("p", -n));
                meant.add(String.format(
                        Locale.ROOT,
                        "worker-77 [%03d] %d.%09d: mixed: a=%d b=%s s=%s r=r%d c=comm%d l=%d p=%d",
                        cpu,
                        ts / 1_000_000_000,
                        ts % 1_000_000_000,
                        n & 0xff,
                        Long.toUnsignedString(b),
                        s,
                        n,
                        n,
                        l,
                        -n));
            }
        }
        assertThat(TraceCmd.report(file())).isEqualTo(meant);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void losses(Variant variant) throws IOException, InterruptedException {
        TraceCmd.need(variant.compression());
        EventFormat mixed = mixed(variant.machine());
        try (TraceDatWriter capture =
                TraceDatWriter.create(file(), variant.spec().event(mixed))) {
            CpuWriter cpu = capture.cpu(0);
            cpu.record(1_000_000_000L, mixed, Map.of("p", 1));
            cpu.lost().record(2_000_000_000L, mixed, Map.of("p", 2));
            cpu.lost(7001).record(3_000_000_000L, mixed, Map.of("p", 3));
        }
        assertThat(TraceCmd.report(file()))
                .containsExactly(
                        "<idle>-0 [000] 1.000000000: mixed: a=0 b=0 s= r= c= l=0 p=1",
                        "CPU:0 [EVENTS DROPPED]",
                        "<idle>-0 [000] 2.000000000: mixed: a=0 b=0 s= r= c= l=0 p=2",
                        "CPU:0 [7001 EVENTS DROPPED]",
                        "<idle>-0 [000] 3.000000000: mixed: a=0 b=0 s= r= c= l=0 p=3");
    }

    @ParameterizedTest
    @MethodSource("variants")
    void timesOfEveryEncoding(Variant variant) throws IOException, InterruptedException {
        TraceCmd.need(variant.compression());
        EventFormat mixed = mixed(variant.machine());
        long late = (1L << 59) + 5_000_000_000L;
        try (TraceDatWriter capture =
                TraceDatWriter.create(file(), variant.spec().event(mixed))) {
            CpuWriter cpu = capture.cpu(0);
            cpu.record(1_000_000_000L, mixed, Map.of("p", 1));
            cpu.record(1_000_000_000L + (1L << 27) - 1, mixed, Map.of("p", 2));
            cpu.record(1_000_000_000L + (1L << 28), mixed, Map.of("p", 3));
            cpu.subBuffer(0).discarded(2_000_000_000L, new byte[40], 40);
            cpu.record(2_000_000_007L, mixed, Map.of("p", 4));
            cpu.subBuffer(0).timeStamp(3_000_000_000L);
            cpu.record(3_000_000_002L, mixed, Map.of("p", 5));
            cpu.subBuffer(0).fill();
            cpu.record(late, mixed, Map.of("p", 6));
            cpu.subBuffer(0).timeStamp(late + 3);
            cpu.record(late + 4, mixed, Map.of("p", 7));
        }
        assertThat(TraceCmd.report(file()).stream().map(line -> line.replaceAll(".*\\[000\\] (.*): mixed.*p=", "$1 ")))
                .containsExactly(
                        "1.000000000 1",
                        "1.134217727 2",
                        "1.268435456 3",
                        "2.000000007 4",
                        "3.000000002 5",
                        "576460757.303423488 6",
                        "576460757.303423492 7");
    }

    @ParameterizedTest
    @MethodSource("variants64")
    void machinesThatAlign64BitValues(Variant variant) throws IOException, InterruptedException {
        TraceCmd.need(variant.compression());
        EventFormat mixed = mixed(variant.machine());
        List<String> meant = new ArrayList<>();
        try (TraceDatWriter capture =
                TraceDatWriter.create(file(), variant.spec().aligned64().event(mixed))) {
            for (int n = 0; n < 503; n++) {
                long ts = 1_000_000_000L + n;
                capture.cpu(0).record(ts, mixed, Map.of("p", n, "s", "s".repeat(n % 9)));
                meant.add(String.format(
                        Locale.ROOT,
                        "<idle>-0 [000] 1.%09d: mixed: a=0 b=0 s=%s r= c= l=0 p=%d",
                        n,
                        "s".repeat(n % 9),
                        n));
            }
        }
        assertThat(TraceCmd.report(file())).isEqualTo(meant);
    }
}
