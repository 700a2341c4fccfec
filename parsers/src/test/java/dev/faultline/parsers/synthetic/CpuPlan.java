// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import dev.faultline.samples.write.CpuWriter;
import dev.faultline.samples.write.Row;
import dev.faultline.samples.write.SubBufferWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Writes random records to one cpu, with everything a ring buffer can hold, and remembers what it meant. */
final class CpuPlan {
    private static final long MAX_TS = 1L << 61;

    private final RandomGenerator random;
    private final List<EventPlan> events;
    private final String buffer;
    private final List<Expectation> rows = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private long ts;
    private @Nullable Long lastTs;
    private @Nullable Long lost;
    private boolean gap;

    CpuPlan(RandomGenerator random, List<EventPlan> events, String buffer) {
        this.random = random;
        this.events = events;
        this.buffer = buffer;
        this.ts = random.nextLong(1L << 50);
    }

    List<Expectation> rows() {
        return rows;
    }

    List<Loss> losses() {
        return losses;
    }

    /** Writes a record or something special. */
    void step(CpuWriter cpu) throws IOException {
        switch (random.nextInt(60)) {
            case 0 -> lose(cpu, null);
            case 1 -> lose(cpu, 1 + random.nextLong(Integer.MAX_VALUE));
            case 2 -> discard(cpu);
            case 3 -> stamp(cpu);
            case 4 -> cpu.endSubBuffer();
            case 5 -> fill(cpu);
            default -> record(cpu);
        }
    }

    private void record(CpuWriter cpu) throws IOException {
        ts += delta();
        EventPlan event = events.get(random.nextInt(events.size()));
        Row row = event.format().row();
        Expectation expectation = event.fill(random, row);
        cpu.record(ts, row);
        rows.add(expectation.put("ts", ts).put("cpu", (long) cpu.cpu()).put("buffer", buffer));
        if (gap) {
            losses.add(new Loss(buffer, cpu.cpu(), lastTs, ts, lost));
            gap = false;
        }
        lastTs = ts;
    }

    private long delta() {
        long delta = switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> random.nextLong(1L << 40);
            case 2 -> (1L << 27) - 1 + random.nextInt(3);
            case 3 -> random.nextInt(40) == 0 ? (1L << 59) + random.nextInt(9) : 5;
            default -> random.nextInt(100_000);
        };
        return ts + delta < MAX_TS ? delta : 1;
    }

    private void lose(CpuWriter cpu, @Nullable Long count) throws IOException {
        if (count == null) {
            cpu.lost();
        } else {
            cpu.lost(count);
        }
        lost = count;
        gap = true;
        record(cpu);
    }

    private void discard(CpuWriter cpu) {
        SubBufferWriter subBuffer = cpu.subBuffer(ts);
        int length = 4 + random.nextInt(300);
        if (subBuffer.discarded(ts + random.nextInt(1000), new byte[length], length)) {
            ts = subBuffer.lastTs();
        }
    }

    private void stamp(CpuWriter cpu) {
        long to = ts + random.nextInt(1 << 30);
        SubBufferWriter subBuffer = cpu.subBuffer(ts);
        if (random.nextBoolean() ? subBuffer.timeStamp(to) : subBuffer.timeExtend(to)) {
            ts = to;
        }
    }

    private void fill(CpuWriter cpu) throws IOException {
        cpu.subBuffer(ts).fill();
        cpu.endSubBuffer();
    }
}
