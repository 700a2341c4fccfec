// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import org.jspecify.annotations.Nullable;

/** The locks a task holds, the latest last, and the one it waits for. */
final class LockHolds {
    private static final int MOST = 16;

    private final @Nullable LockClass[] locks = new LockClass[MOST];
    private final long[] since = new long[MOST];
    private final int[] modes = new int[MOST];
    private int count;
    private @Nullable LockClass awaited;

    boolean waitsFor(LockClass lock) {
        return awaited == lock;
    }

    void waitFor(LockClass lock) {
        awaited = lock;
    }

    void stopWaiting() {
        awaited = null;
    }

    void push(LockClass lock, int mode, long ts) {
        locks[count] = lock;
        modes[count] = mode;
        since[count++] = ts;
    }

    /** Forgets a hold; {@code into} receives its mode and when it began. */
    void pop(LockClass lock, long[] into) {
        int at = count - 1;
        while (at >= 0 && locks[at] != lock) {
            at--;
        }
        if (at < 0) {
            throw new IllegalStateException("released, but not held: " + lock);
        }
        into[0] = modes[at];
        into[1] = since[at];
        count--;
        for (; at < count; at++) {
            locks[at] = locks[at + 1];
            modes[at] = modes[at + 1];
            since[at] = since[at + 1];
        }
    }
}
