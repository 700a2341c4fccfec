// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import dev.faultline.samples.write.BufferSpec;
import dev.faultline.samples.write.BufferWriter;
import dev.faultline.samples.write.Compression;
import dev.faultline.samples.write.CpuWriter;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.TraceDatSpec;
import dev.faultline.samples.write.TraceDatWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A random capture: its shape is drawn from the seed, its records while it is written. */
final class CapturePlan {
    private static final List<Machine> MACHINES = List.of(Machine.LE64, Machine.LE32, Machine.BE64, Machine.BE32);
    private static final List<Compression> COMPRESSIONS = List.of(Compression.NONE, Compression.ZLIB, Compression.ZSTD);

    final Machine machine;
    final int version;
    final Compression compression;
    final int subBufferSize;
    final int cpus;
    final boolean aligned64;
    final List<EventPlan> events = new ArrayList<>();
    final List<Expectation> rows = new ArrayList<>();
    final List<Loss> losses = new ArrayList<>();

    private final int steps;
    private final SplittableRandom random;
    private final List<BufferSpec> instances = new ArrayList<>();

    CapturePlan(long seed) {
        this(seed, 400);
    }

    /** @param steps about how many records a cpu has at most */
    CapturePlan(long seed, int steps) {
        this.steps = steps;
        random = new SplittableRandom(seed);
        machine = MACHINES.get(random.nextInt(4));
        version = 6 + random.nextInt(2);
        compression = version == 6 ? Compression.NONE : COMPRESSIONS.get(random.nextInt(3));
        subBufferSize = subBufferSize();
        cpus = 1 + random.nextInt(5);
        aligned64 = machine.longSize() == 8 && random.nextInt(4) == 0;
        int types = 1 + random.nextInt(6);
        for (int i = 0; i < types; i++) {
            events.add(EventPlan.draw(random, machine, i));
        }
        int others = random.nextInt(3);
        for (int i = 0; i < others; i++) {
            int size = version == 6 ? subBufferSize : subBufferSize();
            int count = version == 6 ? cpus : 1 + random.nextInt(4);
            instances.add(new BufferSpec("instance" + i, "mono", size, count, null));
        }
    }

    /** A page, several or less than one, or (where the file allows it) a size no kernel has yet. */
    private int subBufferSize() {
        return switch (random.nextInt(version == 6 ? 2 : 4)) {
            case 0 -> 4096;
            case 1 -> 1024 << random.nextInt(steps < 100 ? 3 : 8);
            default -> 1200 + 4 * random.nextInt(steps < 100 ? 500 : 5000);
        };
    }

    TraceDatSpec spec() {
        TraceDatSpec spec = TraceDatSpec.of(machine)
                .version(version)
                .compression(compression)
                .subBufferSize(subBufferSize)
                .pageSize(version == 6 ? subBufferSize : 4096)
                .cpus(cpus)
                .clock("mono");
        if (aligned64) {
            spec.aligned64();
        }
        events.forEach(event -> spec.event(event.format()));
        instances.forEach(spec::instance);
        return spec;
    }

    void write(Path file) throws IOException {
        try (TraceDatWriter capture = TraceDatWriter.create(file, spec())) {
            Map<CpuWriter, CpuPlan> plans = new LinkedHashMap<>();
            plan(capture.top(), plans);
            instances.forEach(instance -> plan(capture.instance(instance.name()), plans));
            if (random.nextBoolean()) {
                oneAfterAnother(plans);
            } else {
                interleaved(plans);
            }
            plans.values().forEach(plan -> {
                rows.addAll(plan.rows());
                losses.addAll(plan.losses());
            });
        }
    }

    private void plan(BufferWriter buffer, Map<CpuWriter, CpuPlan> plans) {
        for (int cpu = 0; cpu < buffer.spec().cpus(); cpu++) {
            if (random.nextInt(5) != 0) {
                plans.put(
                        buffer.cpu(cpu),
                        new CpuPlan(random, events, buffer.spec().name()));
            }
        }
    }

    private void oneAfterAnother(Map<CpuWriter, CpuPlan> plans) throws IOException {
        for (Map.Entry<CpuWriter, CpuPlan> entry : plans.entrySet()) {
            int count = random.nextInt(steps);
            for (int i = 0; i < count; i++) {
                entry.getValue().step(entry.getKey());
            }
            entry.getKey().close();
        }
    }

    private void interleaved(Map<CpuWriter, CpuPlan> plans) throws IOException {
        List<CpuWriter> cpuWriters = new ArrayList<>(plans.keySet());
        int count = cpuWriters.isEmpty() ? 0 : random.nextInt(steps * cpuWriters.size());
        for (int i = 0; i < count; i++) {
            CpuWriter cpu = cpuWriters.get(random.nextInt(cpuWriters.size()));
            plans.get(cpu).step(cpu);
        }
    }

    @Override
    public String toString() {
        return "v" + version + " " + compression + " " + machine + (aligned64 ? " aligned" : "") + ", sub-buffer "
                + subBufferSize + ", " + cpus + " cpus, " + events.size() + " events, instances " + instances;
    }
}
