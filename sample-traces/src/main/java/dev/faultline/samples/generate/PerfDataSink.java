// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.PerfAttr;
import dev.faultline.samples.write.PerfDataSpec;
import dev.faultline.samples.write.PerfDataWriter;
import dev.faultline.samples.write.PerfSample;
import dev.faultline.samples.write.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Records into a perf.data: every event is a tracepoint of its own, sampled each time. */
final class PerfDataSink implements RecordSink {
    private static final long SAMPLE = PerfSample.IDENTIFIER
            | PerfSample.IP
            | PerfSample.TID
            | PerfSample.TIME
            | PerfSample.CPU
            | PerfSample.PERIOD;
    private static final int USE_CLOCK_ID = 25;
    private static final int CLOCK_MONOTONIC = 1;
    private static final int ATTR_SIZE = 128;
    private static final int TRACEPOINT = 2;
    private static final int RECORDS_PER_ROUND = 4096;
    private static final int KERNEL_MODE = 1;

    private final PerfDataWriter writer;
    private final PerfSample sample = new PerfSample();
    private final Map<EventFormat, PerfAttr> attrs = new HashMap<>();
    private final Map<Integer, Integer> processes = new HashMap<>();
    private long records;

    PerfDataSink(Path file, Recording recording) throws IOException {
        PerfDataSpec spec = PerfDataSpec.of(Machine.LE64)
                .feature(3, "generated")
                .feature(4, recording.kernel().release())
                .feature(6, "x86_64")
                .commandLine("faultline", "generate")
                .feature(7, out -> out.u32(recording.cpus()).u32(recording.cpus()));
        long id = 1;
        for (EventFormat format : recording.formats().all()) {
            PerfAttr attr = attr(format, id++);
            attrs.put(format, attr);
            spec.attr(attr).event(format);
        }
        writer = PerfDataWriter.create(file, spec);
        for (Task task : recording.tasks()) {
            processes.put(task.tid, task.tgid);
            sample.task(task.tgid, task.tid).set(PerfSample.ID, 1);
            writer.comm(task.tgid, task.tid, task.name, sample);
        }
    }

    private static PerfAttr attr(EventFormat format, long id) {
        PerfAttr plain = PerfAttr.tracepoint(format, SAMPLE, id);
        long flags = plain.flags() | 1L << USE_CLOCK_ID;
        return new PerfAttr(
                plain.name(),
                TRACEPOINT,
                format.id(),
                plain.sampleType(),
                0,
                flags,
                ATTR_SIZE,
                CLOCK_MONOTONIC,
                plain.ids());
    }

    @Override
    public void record(int cpu, int tid, long ts, Row row) throws IOException {
        PerfAttr attr = attrs.get(row.format());
        if (attr == null) {
            throw new IllegalStateException("no attr for " + row.format());
        }
        sample.task(processes.getOrDefault(tid, tid), tid)
                .set(PerfSample.ID, attr.ids().get(0))
                .set(PerfSample.TIME, ts)
                .set(PerfSample.CPU, cpu)
                .set(PerfSample.PERIOD, 1)
                .raw(row);
        writer.sample(attr, KERNEL_MODE, sample);
        if (++records % RECORDS_PER_ROUND == 0) {
            writer.finishedRound();
        }
    }

    @Override
    public void close() throws IOException {
        writer.finishedRound();
        writer.close();
    }
}
