// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.List;

/** The locks of the model's order that a thread holds. */
final class LocksHeld {
    private final int[] counts = new int[LockClass.values().length];
    private final long[] since = new long[LockClass.values().length];
    private int known;

    void take(LockClass lock, long ts) {
        known |= lock.bit();
        if (counts[lock.place()]++ == 0) {
            since[lock.place()] = ts;
        }
    }

    /** A release without an acquisition is of a lock that was taken before the recording began. */
    void release(LockClass lock) {
        known |= lock.bit();
        counts[lock.place()] = Math.max(0, counts[lock.place()] - 1);
    }

    /** The thread runs in user mode: it holds none, of a class whose events cannot be missed. */
    void none(LockClass lock) {
        known |= lock.bit();
        counts[lock.place()] = 0;
    }

    /** Whether the thread holds one; unknown before it was first seen to take or release one of the class. */
    Truth holds(LockClass lock) {
        if (counts[lock.place()] > 0) {
            return Truth.TRUE;
        }
        return (known & lock.bit()) == 0 ? Truth.UNKNOWN : Truth.FALSE;
    }

    /** Classes held for certain, as bits. */
    int held() {
        int held = 0;
        for (LockClass lock : LockClass.values()) {
            held |= counts[lock.place()] > 0 ? lock.bit() : 0;
        }
        return held;
    }

    /** One line per class held, oldest first. */
    List<String> chain() {
        List<LockClass> held = new ArrayList<>();
        for (LockClass lock : LockClass.values()) {
            if (counts[lock.place()] > 0) {
                held.add(lock);
            }
        }
        held.sort((a, b) -> Long.compare(since[a.place()], since[b.place()]));
        return held.stream()
                .map(lock -> since[lock.place()] + " holds " + Divergences.name(lock))
                .toList();
    }

    @Override
    public String toString() {
        return "held: " + String.join(", ", chain());
    }
}
