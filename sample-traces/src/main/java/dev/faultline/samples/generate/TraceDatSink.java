// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import dev.faultline.samples.write.CpuWriter;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.Row;
import dev.faultline.samples.write.TraceDatOption;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Records into a trace.dat. */
final class TraceDatSink implements RecordSink {
    /** Bytes of a sub-buffer. */
    static final int SUB_BUFFER = 4096;

    private final TraceDatWriter writer;
    private final CpuWriter[] cpus;

    /** @param planned sub-buffers of each cpu */
    TraceDatSink(Path file, int version, Recording recording, long[] planned) throws IOException {
        TraceDatSpec spec = TraceDatSpec.of(Machine.LE64)
                .version(version)
                .cpus(recording.cpus())
                .subBufferSize(SUB_BUFFER)
                .planned(planned)
                .clock("mono")
                .events(recording.formats().all())
                .kallsyms(recording.symbols().kallsyms())
                .cmdlines(recording.commands())
                .option(TraceDatOption.uname(recording.uname()))
                .option(TraceDatOption.version("faultline generate"));
        writer = TraceDatWriter.create(file, spec);
        cpus = new CpuWriter[recording.cpus()];
        for (int i = 0; i < cpus.length; i++) {
            cpus[i] = writer.cpu(i);
        }
    }

    @Override
    public void record(int cpu, int tid, long ts, Row row) throws IOException {
        cpus[cpu].record(ts, row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
