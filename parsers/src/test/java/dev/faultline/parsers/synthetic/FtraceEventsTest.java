// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.BprintArguments;
import dev.faultline.samples.write.CpuWriter;
import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.FtraceEvents;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The events ftrace itself writes, on every kind of machine. */
class FtraceEventsTest {
    private static final List<String> PREFIX = List.of(
            "capture_id",
            "ts",
            "cpu",
            "common_pid",
            "common_flags",
            "common_preempt_count",
            "buffer",
            "buffer_id",
            "rec",
            "sample_id");

    @TempDir
    Path directory;

    static Stream<Machine> machines() {
        return Stream.of(Machine.LE64, Machine.LE32, Machine.BE64, Machine.BE32);
    }

    /** Writes one record, returns its own columns. */
    private Map<String, Object> columns(Machine machine, EventFormat format, Map<String, ?> fields)
            throws IOException, InterruptedException {
        Path file = directory.resolve("trace.dat");
        TraceDatSpec spec = TraceDatSpec.of(machine).events(new FtraceEvents(machine).all());
        try (TraceDatWriter capture = TraceDatWriter.create(file, spec)) {
            CpuWriter cpu = capture.cpu(0);
            cpu.record(1000, format, fields);
        }
        try (Capture capture = CaptureFormats.open(file)) {
            List<Expectation> rows = Rows.of(capture, Selection.everything(), 1);
            assertThat(capture.issues()).isEmpty();
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).table()).isEqualTo("ftrace." + format.name());
            Map<String, Object> columns = new HashMap<>(rows.get(0).columns());
            columns.keySet().removeAll(PREFIX);
            return columns;
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void functions(Machine machine) throws IOException, InterruptedException {
        FtraceEvents ftrace = new FtraceEvents(machine);
        long top = machine.longSize() == 8 ? 0xffffffff81000000L : 0xc1000000L;
        assertThat(columns(machine, ftrace.function(), Map.of("ip", top, "parent_ip", 2)))
                .isEqualTo(Map.of("ip", top, "parent_ip", 2L));
        assertThat(columns(machine, ftrace.functionGraphEntry(), Map.of("func", top, "depth", -1)))
                .isEqualTo(Map.of("func", top, "depth", -1L));
        Map<String, Object> exit = Map.of("func", top, "depth", 3L, "overrun", 4L, "calltime", 5L, "rettime", -6L);
        assertThat(columns(machine, ftrace.functionGraphExit(), exit)).isEqualTo(exit);
        Map<String, Object> repeats =
                Map.of("ip", top, "parent_ip", 2L, "count", 3L, "top_delta_ts", 0xffffL, "bottom_delta_ts", 5L);
        assertThat(columns(machine, ftrace.functionRepeats(), repeats)).isEqualTo(repeats);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void stacks(Machine machine) throws IOException, InterruptedException {
        FtraceEvents ftrace = new FtraceEvents(machine);
        long[] callers = new long[11];
        for (int i = 0; i < callers.length; i++) {
            callers[i] = 0x1000L + i;
        }
        assertThat(columns(machine, ftrace.kernelStack(), Map.of("size", 11, "caller", callers)))
                .isEqualTo(Map.of(
                        "size", 11L, "caller", Arrays.stream(callers).boxed().toList()));
        assertThat(columns(machine, ftrace.userStack(), Map.of("tgid", 7, "caller", new long[] {1, 2, 3})))
                .isEqualTo(Map.of("tgid", 7L, "caller", List.of(1L, 2L, 3L, 0L, 0L, 0L, 0L, 0L)));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void messages(Machine machine) throws IOException, InterruptedException {
        FtraceEvents ftrace = new FtraceEvents(machine);
        assertThat(columns(machine, ftrace.print(), Map.of("ip", 1, "buf", "five\n")))
                .isEqualTo(Map.of("ip", 1L, "buf", "five\n"));
        byte[] arguments =
                new BprintArguments(machine).integer(4, 42).integer(8, 43).toBytes();
        List<Long> words = machine.bigEndian() ? List.of(42L, 0L, 43L) : List.of(42L, 43L, 0L);
        assertThat(columns(machine, ftrace.bprint(), Map.of("ip", 1, "fmt", 2, "buf", arguments)))
                .isEqualTo(Map.of("ip", 1L, "fmt", 2L, "buf", words));
        assertThat(columns(machine, ftrace.bputs(), Map.of("ip", 1, "str", 2))).isEqualTo(Map.of("ip", 1L, "str", 2L));
        byte[] raw = {0, 1, -1, 0, 5, 6, 7, 8};
        assertThat(columns(machine, ftrace.rawData(), Map.of("id", 0xfffffffeL, "buf", raw)))
                .isEqualTo(Map.of("id", 0xfffffffeL, "buf", Rows.unsigned(raw)));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void latencies(Machine machine) throws IOException, InterruptedException {
        FtraceEvents ftrace = new FtraceEvents(machine);
        Map<String, Object> hwlat = new HashMap<>(Map.of("duration", 1L, "outer_duration", 2L, "nmi_total_ts", 3L));
        hwlat.putAll(Map.of("tv_sec", -4L, "tv_nsec", -5L, "nmi_count", 6L, "seqnum", 7L, "count", 8L));
        assertThat(columns(machine, ftrace.hwlat(), hwlat)).isEqualTo(hwlat);
        Map<String, Object> osnoise = Map.of(
                "noise",
                1L,
                "runtime",
                2L,
                "max_sample",
                3L,
                "hw_count",
                4L,
                "nmi_count",
                5L,
                "irq_count",
                6L,
                "softirq_count",
                7L,
                "thread_count",
                0xffffffffL);
        assertThat(columns(machine, ftrace.osnoise(), osnoise)).isEqualTo(osnoise);
        Map<String, Object> timerlat = Map.of("seqnum", 1L, "context", -2L, "timer_latency", 3L);
        assertThat(columns(machine, ftrace.timerlat(), timerlat)).isEqualTo(timerlat);
    }
}
