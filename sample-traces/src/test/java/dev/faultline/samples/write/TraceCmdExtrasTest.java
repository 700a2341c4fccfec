// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reference reader makes of ftrace's own events, instances, options and text buffers. */
class TraceCmdExtrasTest {
    private static final String KALLSYMS = "0000000000001000 T do_thing\n0000000000002000 T do_other\n";
    private static final String PRINTK = "0x3000 : \"n=%d s=%s l=%lx\\n\"\n0x3100 : \"puts this\\n\"\n";

    @TempDir
    Path directory;

    @BeforeEach
    void needsTraceCmd() throws IOException, InterruptedException {
        TraceCmd.need(Compression.NONE);
    }

    static Stream<Variant> uncompressed() {
        return Variant.all()
                .filter(variant -> variant.compression() == Compression.NONE)
                .filter(variant -> variant.subBufferSize() == 4096);
    }

    private static EventFormat plain(Machine machine) {
        return EventFormat.builder(machine, "sys", "plain", 300)
                .field("int", "n")
                .printFmt("\"n=%d\", REC->n")
                .build();
    }

    private List<String> report(TraceDatSpec spec, TraceDatWriter.Body body) throws IOException, InterruptedException {
        Path file = directory.resolve("trace.dat");
        try (TraceDatWriter capture = TraceDatWriter.create(file, spec)) {
            body.write(capture);
        }
        return TraceCmd.report(file);
    }

    @ParameterizedTest
    @MethodSource("uncompressed")
    void eventsOfFtraceItself(Variant variant) throws IOException, InterruptedException {
        Machine machine = variant.machine();
        FtraceEvents ftrace = new FtraceEvents(machine);
        TraceDatSpec spec =
                variant.spec().events(ftrace.all()).kallsyms(KALLSYMS).printk(PRINTK);
        byte[] arguments = new BprintArguments(machine)
                .integer(4, 42)
                .text("str")
                .integer(machine.longSize(), 0xabcdef)
                .toBytes();
        List<String> lines = report(spec, capture -> {
            CpuWriter cpu = capture.cpu(0);
            cpu.record(1_000_000_001, ftrace.function(), Map.of("ip", 0x1000, "parent_ip", 0x2000));
            long[] callers = {0x1000, 0x2000, 0x1010};
            cpu.record(1_000_000_002, ftrace.kernelStack(), Map.of("size", 3, "caller", callers));
            cpu.record(1_000_000_003, ftrace.print(), Map.of("ip", 0x1000, "buf", "printed text\n"));
            cpu.record(1_000_000_004, ftrace.bprint(), Map.of("ip", 0x1000, "fmt", 0x3000, "buf", arguments));
            if (!machine.bigEndian()) {
                // trace-cmd reads the address of bputs in its own byte order.
                cpu.record(1_000_000_005, ftrace.bputs(), Map.of("ip", 0x1000, "str", 0x3100));
            }
            cpu.record(1_000_000_006, ftrace.hwlat(), Map.of("duration", 9, "outer_duration", 10, "seqnum", 14));
            cpu.record(1_000_000_007, ftrace.osnoise(), Map.of("noise", 9, "max_sample", 11, "thread_count", 16));
            cpu.record(1_000_000_008, ftrace.timerlat(), Map.of("seqnum", 9, "context", 1, "timer_latency", 11));
            cpu.record(1_000_000_009, ftrace.userStack(), Map.of("caller", new long[] {0x1000, 0x2000}));
            cpu.record(1_000_000_010, ftrace.rawData(), Map.of("id", 9, "buf", new byte[] {1, 2, 3, 4}));
            cpu.record(1_000_000_012, ftrace.functionGraphEntry(), Map.of("func", 0x1000, "depth", 2));
            long calltime = 1_000_000_012;
            long rettime = 1_000_000_112;
            cpu.record(
                    rettime,
                    ftrace.functionGraphExit(),
                    Map.of("func", 0x1000, "depth", 2, "calltime", calltime, "rettime", rettime));
        });
        String[] expected = {
            "<idle>-0 [000] 1.000000001: function: do_thing",
            "<idle>-0 [000] 1.000000002: kernel_stack: <stack trace >",
            "=> do_thing (1000)",
            "=> do_other (2000)",
            "=> do_thing (1010)",
            "<idle>-0 [000] 1.000000003: print: do_thing: printed text",
            "<idle>-0 [000] 1.000000004: bprint: do_thing: n=42 s=str l=abcdef",
            "<idle>-0 [000] 1.000000005: bputs: do_thing: puts this",
            "<idle>-0 [000] 1.000000006: hwlat: cnt:14 ts:0000000000.0000000000 inner:9 outer:10 count:0 nmi-ts:0"
                    + " nmi-count:0",
            "<idle>-0 [000] 1.000000007: osnoise: noise:9 max_sample:11 hw:0 nmi:0 irq:0 softirq:0 thread:16",
            "<idle>-0 [000] 1.000000008: timerlat: seq:9 context:1 timer_latency:11",
            "<idle>-0 [000] 1.000000009: user_stack: => do_thing",
            "=> do_other",
            "<idle>-0 [000] 1.000000010: raw_data: # 9 01 02 03 04",
            "<idle>-0 [000] 1.000000012: funcgraph_entry: 0.100 us | do_thing();",
        };
        assertThat(lines)
                .containsExactlyElementsOf(Stream.of(expected)
                        .filter(line -> !machine.bigEndian() || !line.contains("bputs"))
                        .toList());
    }

    static Stream<Variant> all() {
        return Variant.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void instances(Variant variant) throws IOException, InterruptedException {
        TraceCmd.need(variant.compression());
        EventFormat plain = plain(variant.machine());
        int big = variant.version() == 6 ? variant.subBufferSize() : 16384;
        int first = variant.compression() == Compression.NONE ? 1 : alignedForTraceCmd(variant.subBufferSize(), big);
        TraceDatSpec spec = variant.spec()
                .cpus(2)
                .event(plain)
                .instance("foo")
                .instance(new BufferSpec("big", "mono", big, 2, null));
        List<String> lines = report(spec, capture -> {
            byte[] huge = plain.row().set("n", 9).toBytes();
            capture.instance("foo").cpu(1).lost(5).record(1_000_000_002, plain, Map.of("n", 2));
            for (int n = 0; n < first; n++) {
                capture.cpu(1).record(1_000_000_001, plain, Map.of("n", 1)).endSubBuffer();
            }
            CpuWriter cpu = capture.instance("big").cpu(0);
            for (int n = 3; n < 13; n++) {
                cpu.record(1_000_000_000 + n, Arrays.copyOf(huge, 3000), 3000);
            }
        });
        assertThat(lines.subList(0, first)).containsOnly("<idle>-0 [001] 1.000000001: plain: n=1");
        assertThat(lines.subList(first, lines.size()))
                .hasSize(12)
                .startsWith(
                        "foo: CPU:1 [5 EVENTS DROPPED]",
                        // It names the buffer on the line of the loss, and then not on that of the event.
                        "<idle>-0 [001] 1.000000002: plain: n=2",
                        "big: <idle>-0 [000] 1.000000003: plain: n=9");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("big: <idle>-0 [000] 1.000000012: plain: n=9");
    }

    /**
     * Sub-buffers the top buffer must have so that trace-cmd (3.1.6 to 3.4 at least) reads a compressed instance with larger
     * ones. It numbers unpacked bytes from the page size on, rounds up behind each cpu to the top's sub-buffers only
     * ({@code init_cpu_zpage()}, lib/trace-cmd/trace-input.c), and stops at an offset that is no multiple of the instance's
     * ({@code get_page()}: "bad page offset").
     */
    private static int alignedForTraceCmd(int top, int instance) {
        return Math.max(1, (instance - top) / top);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7})
    void onlyAnInstance(int version) throws IOException, InterruptedException {
        EventFormat plain = plain(Machine.LE64);
        TraceDatSpec spec = TraceDatSpec.of(Machine.LE64)
                .version(version)
                .event(plain)
                .withoutTop()
                .instance("foo");
        assertThat(report(spec, capture -> capture.instance("foo").cpu(0).record(1_000_000_002, plain, Map.of("n", 2))))
                .containsExactly("foo: <idle>-0 [000] 1.000000002: plain: n=2");
    }

    @ParameterizedTest
    @MethodSource("uncompressed")
    void optionsThatMoveTime(Variant variant) throws IOException, InterruptedException {
        EventFormat plain = plain(variant.machine());
        TraceDatSpec spec = variant.spec()
                .event(plain)
                .option(TraceDatOption.date(1_000_000))
                .option(TraceDatOption.offset(-5));
        assertThat(report(spec, capture -> capture.cpu(0).record(2_000_000_007, plain, Map.of("n", 2))))
                .containsExactly("<idle>-0 [000] 3.000000002: plain: n=2");
    }

    @ParameterizedTest
    @MethodSource("uncompressed")
    void cyclesToNanoseconds(Variant variant) throws IOException, InterruptedException {
        EventFormat plain = plain(variant.machine());
        TraceDatSpec spec =
                variant.spec().clock("x86-tsc").event(plain).option(TraceDatOption.tscToNanos(0x40000001, 31, 77));
        assertThat(report(spec, capture -> capture.cpu(0).record(8_000_000_001L, plain, Map.of("n", 2))))
                .containsExactly("<idle>-0 [000] 4.000000004: plain: n=2");
    }

    @ParameterizedTest
    @MethodSource("uncompressed")
    void aGuestsTime(Variant variant) throws IOException, InterruptedException {
        EventFormat plain = plain(variant.machine());
        List<TraceDatOption.ShiftSample> samples = List.of(
                new TraceDatOption.ShiftSample(1_000_000_000, -100, 3, 1),
                new TraceDatOption.ShiftSample(2_000_000_000, -200, 3, 1),
                new TraceDatOption.ShiftSample(3_000_000_000L, -400, 3, 1));
        TraceDatSpec spec = variant.spec()
                .event(plain)
                .option(TraceDatOption.traceId(5))
                .option(TraceDatOption.timeShift(6, 1, List.of(samples)));
        List<String> lines = report(spec, capture -> {
            capture.cpu(0).record(1_500_000_000, plain, Map.of("n", 1));
            capture.cpu(0).record(2_200_000_000L, plain, Map.of("n", 2));
        });
        assertThat(lines)
                .containsExactly("<idle>-0 [000] 2.249999851: plain: n=1", "<idle>-0 [000] 3.299999761: plain: n=2");
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7})
    void textInsteadOfSubBuffers(int version) throws IOException, InterruptedException {
        TraceDatSpec spec = TraceDatSpec.of(Machine.LE64)
                .version(version)
                .topText("# tracer: wakeup\n#\n  bash-1  0d..2 5us : wakeup\n");
        assertThat(report(spec, capture -> {})).startsWith("# tracer: wakeup", "#", "bash-1 0d..2 5us : wakeup");
    }

    @Test
    void whatTheFileSaysOfItself() throws IOException, InterruptedException {
        EventFormat plain = plain(Machine.LE64);
        Path file = directory.resolve("trace.dat");
        TraceDatSpec spec = TraceDatSpec.of(Machine.LE64)
                .compression(Compression.NONE)
                .event(plain)
                .option(TraceDatOption.uname("Linux box 6.1.0 x86_64"))
                .option(TraceDatOption.of(4711, new byte[] {1, 2, 3}))
                .option(TraceDatOption.version("9.9 test"));
        try (TraceDatWriter capture = TraceDatWriter.create(file, spec)) {
            capture.cpu(0).record(1_000_000_000, plain, Map.of("n", 1));
        }
        assertThat(TraceCmd.report(file, "--uname")).contains("Linux box 6.1.0 x86_64");
        assertThat(TraceCmd.report(file, "--version")).contains("9.9 test");
        assertThat(TraceCmd.report(file)).contains("<idle>-0 [000] 1.000000000: plain: n=1");
    }
}
