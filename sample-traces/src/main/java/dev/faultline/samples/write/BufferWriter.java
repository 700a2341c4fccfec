// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes one ring buffer: the top buffer or an instance. */
public final class BufferWriter {
    private final TraceDatWriter capture;
    private final BufferSpec spec;
    private final Map<Integer, CpuWriter> cpus = new TreeMap<>();

    BufferWriter(TraceDatWriter capture, BufferSpec spec) {
        this.capture = capture;
        this.spec = spec;
    }

    public BufferSpec spec() {
        return spec;
    }

    /** The writer of a cpu; a cpu never asked for, or without records, is empty in the file. */
    public CpuWriter cpu(int cpu) {
        if (cpu < 0 || cpu >= spec.cpus()) {
            throw new IllegalArgumentException(label() + " has " + spec.cpus() + " cpus, no cpu " + cpu);
        }
        return cpus.computeIfAbsent(cpu, key -> new CpuWriter(this, key, capture.spec()));
    }

    /** Says that no more records come, so that the next buffer can be written without spool files. */
    public void close() throws IOException {
        capture.finish(this);
    }

    String label() {
        return spec.name().isEmpty() ? "top" : spec.name();
    }

    List<CpuWriter> cpus() {
        return new ArrayList<>(cpus.values());
    }

    CpuData dataOf(CpuWriter cpu) throws IOException {
        return capture.dataOf(cpu);
    }

    void release(CpuWriter cpu) throws IOException {
        capture.release(cpu);
    }
}
