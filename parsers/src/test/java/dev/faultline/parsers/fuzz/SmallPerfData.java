// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.fuzz;

import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** perf.data of a few kilobytes: file and pipe, plain and compressed, both byte orders. */
final class SmallPerfData {
    private static final long ALL = PerfSample.IDENTIFIER
            | PerfSample.IP
            | PerfSample.TID
            | PerfSample.TIME
            | PerfSample.CPU
            | PerfSample.PERIOD
            | PerfSample.READ
            | PerfSample.CALLCHAIN
            | PerfSample.BRANCH_STACK
            | PerfSample.STACK_USER
            | PerfSample.WEIGHT;
    private static final int GROUP_WITH_ID = 12;
    private static final int RECORDS = 30;

    private SmallPerfData() {}

    static Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> captures = new LinkedHashMap<>();
        for (Machine machine : List.of(Machine.LE64, Machine.BE64)) {
            for (int k = 0; k < 4; k++) {
                String name = "perf-" + (machine.bigEndian() ? "big" : "little") + "-" + k;
                captures.put(name, write(machine, (k & 1) != 0, (k & 2) != 0));
            }
        }
        return captures;
    }

    private static byte[] write(Machine machine, boolean pipe, boolean compressed) throws IOException {
        EventFormat event = EventFormat.builder(machine, "sys", "tick", 300)
                .field("u64", "n")
                .dataLoc("char", "s")
                .printFmt("\"n=%llu\", REC->n")
                .build();
        PerfAttr tick = PerfAttr.tracepoint(event, ALL & ~PerfSample.READ, 1L, 2L);
        PerfAttr group = new PerfAttr("faults", 1, 2, ALL, GROUP_WITH_ID, PerfAttr.SAMPLE_ID_ALL, 128, 0, List.of(3L));
        PerfDataSpec spec = PerfDataSpec.of(machine)
                .attr(tick)
                .attr(group)
                .event(event)
                .feature(3, "box")
                .commandLine("perf", "record");
        spec = pipe ? spec.pipe() : spec;
        spec = compressed ? spec.compressed() : spec;
        Path file = Files.createTempFile("small", ".perf");
        try (PerfDataWriter writer = PerfDataWriter.create(file, spec)) {
            records(writer, event, tick, group);
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static void records(PerfDataWriter writer, EventFormat event, PerfAttr tick, PerfAttr group)
            throws IOException {
        PerfSample trailer = new PerfSample().task(7, 8).set(PerfSample.TIME, 5).set(PerfSample.ID, 1);
        writer.comm(7, 8, "worker", trailer);
        for (int i = 0; i < RECORDS; i++) {
            PerfSample sample = new PerfSample()
                    .task(7, 8)
                    .set(PerfSample.TIME, 10L + i)
                    .set(PerfSample.CPU, i % 2)
                    .callchain(1, 2, 3)
                    .branches(4, 5, 6)
                    .stack(new byte[i]);
            writer.sample(
                    tick,
                    0,
                    sample.set(PerfSample.ID, 1 + i % 2)
                            .raw(event.row().setAll(Map.of("n", (long) i, "s", "t".repeat(i % 9)))));
            writer.sample(group, 0, sample.set(PerfSample.ID, 3).read(2, 11, 3, 12, 4));
        }
        writer.lost(1, 3, trailer);
        writer.finishedRound();
    }
}
