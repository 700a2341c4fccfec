// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ClockUnit;
import dev.faultline.parsers.capture.CpuStats;
import dev.faultline.parsers.capture.PrintkFormat;
import dev.faultline.parsers.capture.Symbol;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.samples.write.BufferSpec;
import dev.faultline.samples.write.TraceDatOption;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options of a capture say, in both versions. */
class OptionsTest {
    private static CaptureInfo info(TraceDatSpec spec) throws IOException, InterruptedException {
        return Written.open(Written.bytes(spec, 3), capture -> capture.info());
    }

    private static List<Long> stamps(TraceDatSpec spec) throws IOException, InterruptedException {
        return Written.read(Written.bytes(spec, 3)).stamps();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7})
    void whatTheCaptureSaysAboutItself(int version) throws IOException, InterruptedException {
        CaptureInfo info = info(Written.spec()
                .version(version)
                .clock("mono")
                .option(TraceDatOption.uname("Linux host 6.1.0-56-amd64 x86_64"))
                .option(TraceDatOption.version("3.1.6 abc"))
                .option(TraceDatOption.hook("sched:sched_switch,pid"))
                .option(TraceDatOption.procMaps("4d2 1 app\n1000 2000 /bin/app\n"))
                .option(TraceDatOption.traceId(0x1234L))
                .option(TraceDatOption.guest("vm", 0x99L, Map.of(0, 1200)))
                .option(TraceDatOption.lastBootInfo("boot: 0"))
                .option(TraceDatOption.of(77, new byte[] {1, 2})));
        assertThat(info.version()).isEqualTo(Integer.toString(version));
        assertThat(info.clock()).isEqualTo("mono");
        assertThat(info.clockUnit()).isEqualTo(ClockUnit.NS);
        assertThat(info.kernelRelease()).isEqualTo("6.1.0-56-amd64");
        assertThat(info.machine()).isEqualTo("x86_64");
        assertThat(info.hostname()).isEqualTo("host");
        assertThat(info.tool()).isEqualTo("trace-cmd 3.1.6 abc");
        assertThat(info.longSize()).isEqualTo(8);
        assertThat(info.details())
                .containsEntry("HOOK", "sched:sched_switch,pid")
                .containsEntry("PROCMAPS", "4d2 1 app\n1000 2000 /bin/app")
                .containsEntry("TRACEID", "0x0000000000001234")
                .containsEntry("GUEST", "vm trace id 0x0000000000000099 cpu 0 pid 1200")
                .containsEntry("LAST_BOOT_INFO", "boot: 0")
                .containsEntry("OPTION 77", "0102");
    }

    @Test
    void dateAndOffsetAreAdded() throws IOException, InterruptedException {
        assertThat(stamps(Written.spec().option(TraceDatOption.date(5)).option(TraceDatOption.offset(-300))))
                .containsExactly(5700L, 5710L, 5720L);
    }

    @Test
    void countsBecomeNanosecondsWhereTheCaptureSaysHow() throws IOException, InterruptedException {
        TraceDatSpec counter = Written.spec().clock("x86-tsc");
        assertThat(info(counter).clockUnit()).isEqualTo(ClockUnit.COUNT);
        TraceDatSpec converted = Written.spec().clock("x86-tsc").option(TraceDatOption.tscToNanos(3 << 20, 21, 12));
        assertThat(info(converted).clockUnit()).isEqualTo(ClockUnit.NS);
        assertThat(stamps(converted)).containsExactly(1500L, 1515L, 1530L);
    }

    @ParameterizedTest
    @CsvSource({"counter,COUNT", "local,NS", "global,NS", "uptime,NS", "perf,NS", "mono_raw,NS", "boot,NS", "tai,NS"})
    void clocksHaveTheirUnit(String clock, ClockUnit unit) throws IOException, InterruptedException {
        assertThat(info(Written.spec().clock(clock)).clockUnit()).isEqualTo(unit);
        assertThat(info(Written.spec().version(6).clock(clock)).clockUnit()).isEqualTo(unit);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7})
    void savedTablesAreRead(int version) throws IOException, InterruptedException {
        TraceDatSpec spec = Written.spec()
                .version(version)
                .kallsyms("ffffffff81000000 T _stext\nffffffffc0001000 t helper\t[ext4]\n")
                .printk("0xffffffff82000000 : \"a \\\"b\\\"\\n\"\n")
                .cmdlines("12 bash\n13 a b\n");
        Written.open(Written.bytes(spec, 1), capture -> {
            assertThat(capture.symbols())
                    .containsExactly(
                            new Symbol(0xffffffff81000000L, 'T', "_stext", null),
                            new Symbol(0xffffffffc0001000L, 't', "helper", "ext4"));
            assertThat(capture.printkFormats()).containsExactly(new PrintkFormat(0xffffffff82000000L, "a \"b\"\n"));
            assertThat(capture.tasks())
                    .containsExactly(new TaskName(12, null, "bash", null), new TaskName(13, null, "a b", null));
            return capture.issues();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7})
    void cpuStatsBelongToTheBufferNamedBeforeThem(int version) throws IOException, InterruptedException {
        TraceDatSpec spec = Written.spec()
                .version(version)
                .instance(new BufferSpec("inst", "local", 4096, 1, null))
                .option(TraceDatOption.cpuStat("CPU: 0\nentries: 5\noverrun: 2\n"))
                .option(TraceDatOption.cpuStat("\nBuffer: inst\n\n"))
                .option(TraceDatOption.cpuStat("CPU: 1\noverrun: 9\ndropped events: 4\n"));
        byte[] content = TraceDatWriter.bytes(spec, capture -> {
            capture.cpu(0).record(1, Written.EVENT.row());
            capture.instance("inst").cpu(0).record(2, Written.EVENT.row());
        });
        List<CpuStats> stats = Written.open(content, capture -> {
            assertThat(capture.buffers()).extracting(Buffer::name).containsExactly("", "inst");
            return capture.cpuStats();
        });
        assertThat(stats).extracting(CpuStats::bufferId).containsExactly(0, 1);
        assertThat(stats.get(0).count("overrun")).isEqualTo(2);
        assertThat(stats.get(1).count("dropped events")).isEqualTo(4);
        assertThat(stats.get(1).count("entries")).isEqualTo(-1);
    }
}
