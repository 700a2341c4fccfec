// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.IOException;
import java.util.List;

/** Room in a trace.dat for the sub-buffers of every cpu, reserved before the first is written. */
final class PlannedRoom {
    private final long[] starts;
    private final long[] planned;

    private PlannedRoom(long[] starts, long[] planned) {
        this.starts = starts;
        this.planned = planned;
    }

    /** Leaves room at the file's end: cpu after cpu, each as many sub-buffers as planned. */
    static PlannedRoom reserve(FileOut out, long[] planned, int subBufferSize) throws IOException {
        long[] starts = new long[planned.length];
        for (int cpu = 0; cpu < planned.length; cpu++) {
            starts[cpu] = out.reserve(planned[cpu] * subBufferSize);
        }
        return new PlannedRoom(starts, planned);
    }

    /** Where the first sub-buffer of a cpu goes. */
    long start(int cpu) {
        return starts[cpu];
    }

    /**
     * Every cpu must have filled its room.
     *
     * @throws IllegalStateException when one has not: the file would have a gap, or one cpu another's records
     */
    void check(List<CpuWriter> cpus) {
        long[] written = new long[planned.length];
        cpus.forEach(cpu -> written[cpu.cpu()] = cpu.subBuffers());
        for (int cpu = 0; cpu < planned.length; cpu++) {
            if (written[cpu] != planned[cpu]) {
                throw new IllegalStateException(
                        "cpu " + cpu + " has " + written[cpu] + " sub-buffers, planned were " + planned[cpu]);
            }
        }
    }
}
