// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.EnumSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How fast the engine is, beside a pass over the same stream that does nothing, and how much it holds while so many pages live. Pages
 * live in a window that moves through a file: each is added, stored to, cleaned, written and removed; threads have 64 calls of
 * page_mkwrite open at a time. Run by {@code .ci/bench replay}, never with the tests, as a test asserts no time:
 * {@code -Dfaultline.replay=100} takes 100 million observations.
 */
final class ReplayBenchmark {
    private static final ObservationKind[] LIFE = {
        ObservationKind.FOLIO_ADDED,
        ObservationKind.EXCEPTION,
        ObservationKind.FAULT_BEGIN,
        ObservationKind.MKWRITE_BEGIN,
        ObservationKind.FOLIO_DIRTIED,
        ObservationKind.MKWRITE_END,
        ObservationKind.FAULT_END,
        ObservationKind.FOLIO_CLEANED,
        ObservationKind.WRITEBACK_BEGIN,
        ObservationKind.WRITEBACK_END,
        ObservationKind.FOLIO_REMOVED
    };

    private static final int MILLIONS = Integer.getInteger("faultline.replay", 10);
    private static final int DIRTIED = 7;

    /** The stream: observation n, computed. */
    private static final class Stream implements Observation {
        private final int live;
        private long n;

        Stream(int live) {
            this.live = live;
        }

        private int stage() {
            return (int) (n / live % LIFE.length);
        }

        private long page() {
            return n / live / LIFE.length * live + n % live;
        }

        @Override
        public ObservationKind kind() {
            return LIFE[stage()];
        }

        @Override
        public long ts() {
            return n * 100;
        }

        @Override
        public int cpu() {
            return (int) (n & 3);
        }

        @Override
        public int tid() {
            return 100 + (int) (n % live & 63);
        }

        @Override
        public long dev() {
            return 1;
        }

        @Override
        public long ino() {
            return 12;
        }

        @Override
        public long index() {
            return page();
        }

        @Override
        public int pages() {
            return 1;
        }

        @Override
        public long address() {
            return page() << 12;
        }

        @Override
        public long space() {
            return 7;
        }

        @Override
        public long value() {
            return switch (kind()) {
                case FAULT_BEGIN, FOLIO_CLEANED -> 1;
                case MKWRITE_BEGIN -> 4;
                case MKWRITE_END -> 0x200;
                case EXCEPTION -> 2;
                default -> 0;
            };
        }
    }

    @Test
    void measure() {
        for (int live : new int[] {64, 64, 1_000, 10_000, 100_000, 1_000_000}) {
            long cycle = (long) live * LIFE.length;
            long count = Math.max(1, MILLIONS * 1_000_000L / cycle) * cycle + (long) live * DIRTIED;
            nothing(count, live);
            replay(count, live);
        }
    }

    private static void nothing(long count, int live) {
        Stream stream = new Stream(live);
        long begun = System.nanoTime();
        long sum = 0;
        for (stream.n = 0; stream.n < count; stream.n++) {
            sum += stream.kind().code() + stream.ts() + stream.tid() + stream.index() + stream.value();
        }
        tell("nothing", count, System.nanoTime() - begun, "sum " + sum);
    }

    private static void replay(long count, int live) {
        Replayer replayer = new Replayer(
                KernelProfile.of("6.1", 4096),
                new Evidence(EnumSet.complementOf(EnumSet.of(ObservationKind.LOCK_TAKEN, ObservationKind.FROZEN))));
        Stream stream = new Stream(live);
        long before = held();
        long begun = System.nanoTime();
        for (stream.n = 0; stream.n < count; stream.n++) {
            replayer.accept(stream);
        }
        long nanos = System.nanoTime() - begun;
        long held = held() - before;
        ReplayResult result = replayer.result();
        long checked =
                result.invariants().stream().mapToLong(InvariantResult::checked).sum();
        tell(
                "replay",
                count,
                nanos,
                String.format(
                        Locale.ROOT,
                        "%,d live pages, %.1f MiB held (%d bytes a page), %,d checks, %d divergences",
                        live,
                        held / 1048576.0,
                        held / live,
                        checked,
                        result.divergences().size()));
    }

    private static long held() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void tell(String what, long count, long nanos, String more) {
        System.out.printf(Locale.ROOT, "%-8s %6.2f million observations/s, %s%n", what, count * 1e3 / nanos, more);
    }
}
