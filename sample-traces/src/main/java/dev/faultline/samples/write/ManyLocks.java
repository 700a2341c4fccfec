// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A capture of very many lockdep events, as a kernel with CONFIG_PROVE_LOCKING and CONFIG_LOCK_STAT writes them: threads that
 * migrate between cpus and hold several locks at once, recursive readers, interrupts, waits, requests that are given up, and
 * annotations ({@code might_lock}) that look like holds. It knows its own truth.
 */
public final class ManyLocks {
    private static final int CPUS = 4;
    private static final int THREADS = 48;
    private static final int CLASSES = 160;
    private static final int INSTANCES = 40;
    private static final int DEPTH = 7;
    private static final long FIRST_LOCK = 0xffff_8881_0000_0000L;
    private static final int TRY = 1;
    private static final int READ = 2;
    private static final int HARDIRQ = 8;

    private final Random random;
    private final TraceDatWriter capture;
    private final List<Deque<Held>> stacks = new ArrayList<>();
    private final Row acquire;
    private final Row acquired;
    private final Row contended;
    private final Row release;
    private final Counts counts = new Counts();
    private long ts = 1_000_000_000L;
    private int cpu;
    private int thread;

    /** What a reader must find. */
    public static final class Counts {
        /** Events written. */
        public long events;
        /** Locks taken and released, in a thread or in an interrupt. */
        public long holds;
        /** Of them, in an interrupt. */
        public long inInterrupt;
        /** Requests that ended without the lock: given up after waiting, or mere annotations. */
        public long refused;
        /** Requests that had to wait, whatever came of it. */
        public long waits;
        /** Locks still held at the end. */
        public long open;
        /** Most locks any thread held while it asked for another. */
        public int deepest;
    }

    private record Held(int lock, int flags) {}

    private ManyLocks(TraceDatWriter capture, List<EventFormat> formats, long seed) {
        this.capture = capture;
        this.random = new Random(seed);
        acquire = formats.get(0).row();
        acquired = formats.get(1).row();
        contended = formats.get(2).row();
        release = formats.get(3).row();
        for (int i = 0; i < THREADS; i++) {
            stacks.add(new ArrayDeque<>());
        }
    }

    /** Writes at least {@code events} lock events; the last request is completed. */
    public static Counts write(Path path, long events, long seed) throws IOException {
        List<EventFormat> formats = List.of(
                format("lock_acquire", 292, true),
                format("lock_acquired", 289, false),
                format("lock_contended", 290, false),
                format("lock_release", 291, false));
        TraceDatSpec spec =
                TraceDatSpec.of(Machine.LE64).cpus(CPUS).clock("mono").events(formats);
        try (TraceDatWriter capture = TraceDatWriter.create(path, spec)) {
            ManyLocks locks = new ManyLocks(capture, formats, seed);
            while (locks.counts.events < events) {
                locks.step();
            }
            locks.stacks.forEach(stack -> locks.counts.open += stack.size());
            return locks.counts;
        }
    }

    private static EventFormat format(String name, int id, boolean flags) {
        EventFormatBuilder builder = EventFormat.builder(Machine.LE64, "lock", name, id);
        if (flags) {
            builder.field("unsigned int", "flags");
        }
        return builder.dataLoc("char", "name")
                .field("void *", "lockdep_addr")
                .printFmt("\"%p %s\", REC->lockdep_addr, __get_str(name)")
                .build();
    }

    private void step() throws IOException {
        if (random.nextInt(24) == 0) {
            cpu = random.nextInt(CPUS);
            thread = random.nextInt(THREADS);
        }
        if (random.nextInt(40) == 0) {
            interrupt();
            return;
        }
        Deque<Held> stack = stacks.get(thread);
        if (stack.isEmpty() || (stack.size() < DEPTH && random.nextBoolean())) {
            take(stack);
        } else {
            drop(stack);
        }
    }

    private void take(Deque<Held> stack) throws IOException {
        counts.deepest = Math.max(counts.deepest, stack.size());
        int kind = random.nextInt(100);
        int lock = random.nextInt(CLASSES * INSTANCES);
        if (kind < 5 && !stack.isEmpty() && stack.peek().flags() == READ) {
            // The same reader again, as with rcu_read_lock.
            lock = stack.peek().lock();
            request(lock, READ, kind, 0);
            stack.push(new Held(lock, READ));
            return;
        }
        int asked = lock;
        if (stack.stream().anyMatch(held -> held.lock() == asked)) {
            return;
        }
        int flags = (kind % 3 == 0 ? READ : 0) | (kind % 4 == 0 ? TRY : 0);
        if ((flags & TRY) == 0 && statistics(lock) && kind > 90) {
            refuse(lock, flags, kind);
            return;
        }
        request(lock, flags, kind, 0);
        stack.push(new Held(lock, flags));
    }

    /** One class in eight never tells when it was obtained, as percpu rwsems and rcu. */
    private static boolean statistics(int lock) {
        return lock % CLASSES % 8 != 0;
    }

    private void request(int lock, int flags, int kind, int irq) throws IOException {
        event(acquire, lock, flags, irq);
        if ((flags & TRY) == 0 && statistics(lock)) {
            if (kind % 10 == 1) {
                event(contended, lock, -1, irq);
                counts.waits++;
            }
            event(acquired, lock, -1, irq);
        }
    }

    private void refuse(int lock, int flags, int kind) throws IOException {
        event(acquire, lock, flags, 0);
        if (kind > 96) {
            event(contended, lock, -1, 0);
            counts.waits++;
        }
        event(release, lock, -1, 0);
        counts.refused++;
    }

    private void drop(Deque<Held> stack) throws IOException {
        Held held = random.nextInt(20) == 0 ? stack.peekLast() : stack.peek();
        stack.remove(held);
        event(release, held.lock(), -1, 0);
        counts.holds++;
    }

    private void interrupt() throws IOException {
        int lock = CLASSES * INSTANCES + cpu;
        request(lock, 0, 0, HARDIRQ);
        event(release, lock, -1, HARDIRQ);
        counts.holds++;
        counts.inInterrupt++;
    }

    private void event(Row row, int lock, int flags, int irq) throws IOException {
        row.clear();
        row.put(1, irq);
        row.put(3, 1000 + thread);
        if (flags >= 0) {
            row.set("flags", flags);
        }
        row.set("lockdep_addr", FIRST_LOCK + lock * 0x1c0L);
        row.set("name", "&class_" + lock % CLASSES + "->lock");
        ts += 1 + random.nextInt(900);
        capture.cpu(cpu).record(ts, row);
        counts.events++;
    }
}
