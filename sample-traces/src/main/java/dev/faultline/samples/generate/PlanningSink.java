// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.Row;
import dev.faultline.samples.write.SubBufferCounter;
import java.util.Arrays;

/** Counts the sub-buffers that a {@link TraceDatSink} would fill. */
final class PlanningSink implements RecordSink {
    private final SubBufferCounter[] cpus;

    PlanningSink(int cpus) {
        this.cpus = new SubBufferCounter[cpus];
        Arrays.setAll(this.cpus, cpu -> new SubBufferCounter(Machine.LE64, TraceDatSink.SUB_BUFFER));
    }

    @Override
    public void record(int cpu, int tid, long ts, Row row) {
        cpus[cpu].record(ts, row);
    }

    @Override
    public void close() {}

    long[] subBuffers() {
        return Arrays.stream(cpus).mapToLong(SubBufferCounter::count).toArray();
    }
}
