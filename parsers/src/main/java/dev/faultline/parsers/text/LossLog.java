// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.Origins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Losses that one stretch tells, with the first and last event of each cpu so that stretches can be put together. */
final class LossLog {
    private record Told(LossNotice notice, @Nullable Long after) {}

    private static final class Cpu {
        long first;
        long last;
        boolean seen;
        /** Notices that wait for the cpu's next event. */
        private List<Told> open = new ArrayList<>();
    }

    private final Map<Integer, Cpu> cpus = new HashMap<>();
    private final List<LostEvents> found = new ArrayList<>();
    private Cpu current = new Cpu();
    private int currentNumber = Origins.NONE;

    /** An event line. */
    void event(Line line) {
        if (line.cpu == Origins.NONE || line.ts == Origins.NO_TS) {
            return;
        }
        if (line.cpu != currentNumber) {
            currentNumber = line.cpu;
            current = cpus.computeIfAbsent(line.cpu, cpu -> new Cpu());
        }
        if (!current.seen) {
            current.seen = true;
            current.first = line.ts;
        }
        if (!current.open.isEmpty()) {
            close(line.cpu, current, line.ts);
        }
        current.last = line.ts;
    }

    /** A line that says that events are missing. */
    void loss(LossNotice notice) {
        Cpu cpu = cpus.computeIfAbsent(notice.cpu(), number -> new Cpu());
        cpu.open.add(new Told(notice, cpu.seen && !notice.atStart() ? Long.valueOf(cpu.last) : null));
    }

    private void close(int number, Cpu cpu, @Nullable Long before) {
        for (Told told : cpu.open) {
            found.add(new LostEvents(number, 0, told.after, before, told.notice.count()));
        }
        cpu.open = new ArrayList<>();
    }

    /**
     * The losses of a file whose stretches have these logs, in order.
     *
     * @param overwritten whether more events were written than the buffer holds
     */
    static List<LostEvents> together(List<LossLog> logs, boolean overwritten) {
        LossLog whole = new LossLog();
        for (LossLog log : logs) {
            whole.append(log);
        }
        whole.cpus.forEach((number, cpu) -> whole.close(number, cpu, null));
        if (overwritten) {
            whole.overwritten();
        }
        whole.found.sort(Comparator.comparingInt(LostEvents::cpu));
        return List.copyOf(whole.found);
    }

    /**
     * The buffer was written over: the kernel says "buffer started" of every cpu but the first one, whose beginning is
     * missing as well.
     */
    private void overwritten() {
        cpus.entrySet().stream()
                .filter(cpu -> cpu.getValue().seen)
                .min(Comparator.comparingLong(cpu -> cpu.getValue().first))
                .ifPresent(cpu -> found.add(0, new LostEvents(cpu.getKey(), 0, null, cpu.getValue().first, null)));
    }

    private void append(LossLog next) {
        for (LostEvents loss : next.found) {
            Cpu before = cpus.computeIfAbsent(loss.cpu(), cpu -> new Cpu());
            Long after = loss.afterTs() == null && before.seen ? Long.valueOf(before.last) : loss.afterTs();
            found.add(new LostEvents(loss.cpu(), 0, after, loss.beforeTs(), loss.count()));
        }
        next.cpus.forEach((number, cpu) -> {
            Cpu mine = cpus.computeIfAbsent(number, fresh -> new Cpu());
            if (cpu.seen) {
                close(number, mine, cpu.first);
                mine.first = mine.seen ? mine.first : cpu.first;
                mine.seen = true;
                mine.last = cpu.last;
            }
            mine.open.addAll(cpu.open);
        });
    }
}
