// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The threads seen, by tid. Open addressing, so that finding one allocates nothing.
 *
 * @param <T> what is kept of a thread
 */
final class ThreadTable<T> {
    private final IntFunction<T> make;
    private int[] tids = new int[64];
    private List<@Nullable T> slots = empty(64);
    private int used;

    ThreadTable(IntFunction<T> make) {
        this.make = make;
    }

    /** The thread's entry, made if it is new. */
    T thread(int tid) {
        int slot = probe(tid);
        T known = slots.get(slot);
        if (known != null) {
            return known;
        }
        if (used >= tids.length / 2) {
            grow();
            slot = probe(tid);
        }
        used++;
        T made = make.apply(tid);
        tids[slot] = tid;
        slots.set(slot, made);
        return made;
    }

    /** All threads seen. */
    List<T> all() {
        List<T> all = new ArrayList<>(used);
        for (T thread : slots) {
            if (thread != null) {
                all.add(thread);
            }
        }
        return all;
    }

    private void grow() {
        int[] oldTids = tids;
        List<@Nullable T> old = slots;
        tids = new int[oldTids.length * 2];
        slots = empty(tids.length);
        for (int i = 0; i < oldTids.length; i++) {
            T thread = old.get(i);
            if (thread != null) {
                int slot = probe(oldTids[i]);
                tids[slot] = oldTids[i];
                slots.set(slot, thread);
            }
        }
    }

    private int probe(int tid) {
        int mask = tids.length - 1;
        int slot = ((tid * 0x9e3779b9) >>> 16) & mask;
        while (slots.get(slot) != null && tids[slot] != tid) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static <T> List<@Nullable T> empty(int size) {
        return new ArrayList<>(Collections.<@Nullable T>nCopies(size, null));
    }
}
