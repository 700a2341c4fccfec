// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

/** From the timestamps in a ring buffer to {@code ts}. */
public interface TimeMap {
    /** The {@code ts} of a raw timestamp of a cpu. */
    long map(int cpu, long raw);

    /** What is added when the map only adds; 0 otherwise. */
    default long added() {
        return 0;
    }

    /** Whether the map only adds {@link #added()}. */
    default boolean onlyAdds() {
        return false;
    }

    /** Raw timestamps plus a constant. */
    static TimeMap plus(long added) {
        return new Plus(added);
    }

    /**
     * Raw timestamps plus a constant.
     *
     * @param added the constant
     */
    record Plus(long added) implements TimeMap {
        @Override
        public long map(int cpu, long raw) {
            return raw + added;
        }

        @Override
        public boolean onlyAdds() {
            return true;
        }
    }
}
