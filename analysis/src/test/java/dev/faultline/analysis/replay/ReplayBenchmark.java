// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.EnumSet;
import java.util.Locale;

/**
 * How fast the engine is, beside a pass over the same stream that does nothing, and how much it holds. Pages live in a window that
 * moves through a file: each is added, stored to, cleaned, written and removed. A program, as a test asserts no time:
 * {@code ReplayBenchmark [millions of observations] [live pages]}.
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

    private ReplayBenchmark() {}

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

    public static void main(String[] arguments) {
        long count = (arguments.length > 0 ? Long.parseLong(arguments[0]) : 20) * 1_000_000;
        int live = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 64;
        for (int round = 0; round < 3; round++) {
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
        long begun = System.nanoTime();
        for (stream.n = 0; stream.n < count; stream.n++) {
            replayer.accept(stream);
        }
        long nanos = System.nanoTime() - begun;
        ReplayResult result = replayer.result();
        long checked =
                result.invariants().stream().mapToLong(InvariantResult::checked).sum();
        System.gc();
        long held = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        tell(
                "replay",
                count,
                nanos,
                checked + " checks, " + result.divergences().size() + " divergences, " + (held >> 20) + " MiB held");
    }

    private static void tell(String what, long count, long nanos, String more) {
        System.out.printf(Locale.ROOT, "%-8s %6.2f million observations/s, %s%n", what, count * 1e3 / nanos, more);
    }
}
