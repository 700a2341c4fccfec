// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.FtraceEvents;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfSample;
import dev.faultline.samples.write.TraceDatOption;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks of two captures, as the independent writers write them. The captures' times are known, so the relation is, too. */
class ClockRelationsTest {
    private static final Machine LE64 = Machine.LE64;
    private static final EventFormat MARKER = new FtraceEvents(LE64).print();
    private static final long SAMPLE = PerfSample.TID | PerfSample.TIME | PerfSample.CPU;
    private static final int USE_CLOCK_ID = 25;
    private static final int MULT = 4_194_304;
    private static final int SHIFT = 23;
    private static final long ZERO = 777_000_000L;

    @TempDir
    private Path directory;

    private int files;

    private static TraceDatSpec trace(String clock) {
        return TraceDatSpec.of(LE64).event(MARKER).clock(clock).option(TraceDatOption.uname("Linux host 6.1.0 x86_64"));
    }

    private Path file() {
        return directory.resolve("capture" + files++);
    }

    /** Markers by text, at their time on the raw clock of the buffer. */
    private Path trace(TraceDatSpec spec, Map<Long, String> markers) throws IOException {
        byte[] bytes = TraceDatWriter.bytes(spec, capture -> {
            for (long ts : markers.keySet().stream().sorted().toList()) {
                byte[] text = (markers.get(ts) + "\n\0").getBytes(java.nio.charset.StandardCharsets.UTF_8);
                capture.cpu(0).record(ts, MARKER.row().pid(7).set("buf", text));
            }
        });
        return Files.write(file(), bytes);
    }

    private Path trace(TraceDatSpec spec) throws IOException {
        return trace(spec, Map.of(1000L, "only here " + files, 2000L, "and here " + files));
    }

    /** A perf.data of software events on its own clock, or on that of an id, with TIME_CONV. */
    private Path perf(int clockId, PerfDataSpec spec) throws IOException {
        PerfAttr plain = PerfAttr.software("page-faults", 2, SAMPLE, 1L);
        long flags = plain.flags() | (clockId < 0 ? 0 : 1L << USE_CLOCK_ID);
        PerfAttr attr =
                new PerfAttr(plain.name(), 1, 2, SAMPLE, 0, flags, plain.size(), Math.max(0, clockId), plain.ids());
        Path file = file();
        try (PerfDataWriter writer = PerfDataWriter.create(file, spec.attr(attr))) {
            writer.toolRecord(79, out -> out.u64(SHIFT).u64(MULT).u64(ZERO));
            writer.sample(attr, 2, new PerfSample().task(7, 7).set(PerfSample.TIME, 5000));
        }
        return file;
    }

    private static PerfDataSpec perfSpec() {
        return PerfDataSpec.of(LE64).feature(3, "host").feature(4, "6.1.0");
    }

    private static ClockRelation relation(Path capture, Path reference) throws IOException, InterruptedException {
        try (Capture mine = CaptureFormats.open(capture);
                Capture other = CaptureFormats.open(reference)) {
            return ClockRelations.relate(mine, other);
        }
    }

    private static void assertRelated(ClockRelation relation, long offset, Long error, String reason) {
        assertThat(relation.related()).as(relation.reason()).isTrue();
        assertThat(relation.offset()).isEqualTo(offset);
        assertThat(relation.error()).isEqualTo(error);
        assertThat(relation.reason()).contains(reason);
    }

    private static void assertApart(ClockRelation relation, String reason) {
        assertThat(relation.related()).as(relation.reason()).isFalse();
        assertThat(relation.offset()).isNull();
        assertThat(relation.reason()).contains(reason);
    }

    @Test
    void theSameClockInBothTools() throws IOException, InterruptedException {
        assertRelated(relation(perf(-1, perfSpec()), trace(trace("perf"))), 0, 0L, "the same clock (perf)");
        assertRelated(relation(perf(1, perfSpec()), trace(trace("mono"))), 0, 0L, "the same clock (mono)");
        assertRelated(relation(perf(7, perfSpec()), trace(trace("boot"))), 0, 0L, "the same clock (boot)");
    }

    @Test
    void whatTheContainerAddsToTheClockIsTakenBack() throws IOException, InterruptedException {
        Path moved = trace(trace("mono").option(TraceDatOption.offset(-5_000_000)));
        assertRelated(relation(moved, perf(1, perfSpec())), 5_000_000, 0L, "mono");
        assertRelated(relation(perf(1, perfSpec()), moved), -5_000_000, 0L, "mono");
    }

    @Test
    void cyclesByTheirConversion() throws IOException, InterruptedException {
        Path converted = trace(trace("tsc2nsec").option(TraceDatOption.tscToNanos(MULT, SHIFT, 99)));
        Path perf = perf(-1, perfSpec());
        assertRelated(relation(converted, perf), ZERO, 2L, "TSC2NSEC and TIME_CONV");
        assertRelated(relation(perf, converted), -ZERO, 2L, "TIME_CONV and TSC2NSEC");
        Path other = trace(trace("tsc2nsec").option(TraceDatOption.tscToNanos(MULT + 1, SHIFT, 99)));
        assertApart(relation(other, perf), "neither capture says how they relate");

        ClockRelation cycles = relation(trace(trace("x86-tsc")), perf);
        assertRelated(cycles, ZERO, 2L, "TIME_CONV");
        assertThat(cycles.map(10_000)).isEqualTo(ZERO + 5_000);
        assertThat(cycles.firstFrom(ZERO + 5_000)).isEqualTo(10_000);
        assertThat(cycles.lastTo(ZERO + 5_000)).isEqualTo(10_001);
    }

    @Test
    void theWallClockThatBothName() throws IOException, InterruptedException {
        Path dated = trace(trace("local").option(TraceDatOption.date(1_700_000_000_000_000L)));
        Path perf = perf(
                1,
                perfSpec()
                        .feature(
                                29,
                                out -> out.u32(1)
                                        .u32(1)
                                        .u64(1_700_000_050_000_000_000L)
                                        .u64(40)));
        assertRelated(relation(perf, dated), 1_700_000_049_999_999_960L, null, "the wall clock");
    }

    @Test
    void markersThatBothHave() throws IOException, InterruptedException {
        Path local = trace(trace("local"), Map.of(1000L, "a", 2000L, "b", 3000L, "c", 4000L, "twice", 4100L, "twice"));
        Path mono = trace(trace("mono"), Map.of(51_010L, "a", 52_000L, "b", 52_970L, "c", 60_000L, "twice"));
        assertRelated(relation(local, mono), 50_000, 30L, "3 trace_marker texts");
        Path one = trace(trace("mono"), Map.of(51_010L, "a"));
        assertRelated(relation(local, one), 50_010, null, "1 trace_marker texts");
    }

    @Test
    void aMarkerThatTellsTheOtherClock() throws IOException, InterruptedException {
        Path local = trace(
                trace("local"),
                Map.of(
                        1_000L,
                        "trace_event_clock_sync: parent_ts=0.000050",
                        2_000L,
                        "trace_event_clock_sync: parent_ts=0.000052"));
        assertRelated(relation(local, perf(1, perfSpec())), 50_000, null, "trace_event_clock_sync");
        assertApart(relation(local, perf(7, perfSpec())), "clock local and clock boot");
    }

    @Test
    void capturesOfTwoRunsAreRefused() throws IOException, InterruptedException {
        Path mono = trace(trace("mono").kallsyms("ffffffff81000000 T vfs_write\n"));
        assertApart(
                relation(perf(1, PerfDataSpec.of(LE64).feature(3, "other").feature(4, "6.1.0")), mono),
                "two runs: host other and host host");
        assertApart(
                relation(perf(1, PerfDataSpec.of(LE64).feature(3, "host").feature(4, "6.12.0")), mono),
                "two runs: kernel 6.12.0 and kernel 6.1.0");
        assertApart(
                relation(trace(trace("mono").kallsyms("ffffffff91000000 T vfs_write\n")), mono),
                "two boots: vfs_write is at 0xffffffff91000000 and at 0xffffffff81000000");
        assertApart(relation(trace(trace("counter")), mono), "clock counter (counts) and clock mono");
    }

    @Test
    void timesAndWindowsAreThoseOfTheOtherClock() throws IOException, InterruptedException {
        Path moved = trace(trace("mono").option(TraceDatOption.offset(-500)));
        Path reference = trace(trace("mono"));
        ClockRelation relation = relation(moved, reference);
        List<Long> stamps = new ArrayList<>();
        try (Capture capture = new OneClockCapture(CaptureFormats.open(moved), relation)) {
            Selection window = new Selection(event -> true, 2000, 2000, null, null);
            capture.scan(window, 1, block -> {
                for (EventRecords records : block.events()) {
                    for (int i = 0; i < records.count(); i++) {
                        stamps.add(records.ts(i));
                    }
                }
            });
        }
        assertThat(stamps).containsExactly(2000L);
    }
}
