// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The threads seen, by tid. Open addressing, so that finding one allocates nothing. */
final class ThreadTable {
    private final IntFunction<WriteCall> make;
    private @Nullable WriteCall[] slots = new WriteCall[64];
    private int used;

    ThreadTable(IntFunction<WriteCall> make) {
        this.make = make;
    }

    /** The thread's entry, made if it is new. */
    WriteCall thread(int tid) {
        int slot = probe(slots, tid);
        WriteCall known = slots[slot];
        if (known != null) {
            return known;
        }
        if (used >= slots.length / 2) {
            grow();
            slot = probe(slots, tid);
        }
        used++;
        WriteCall made = make.apply(tid);
        slots[slot] = made;
        return made;
    }

    /** All threads seen. */
    List<WriteCall> all() {
        List<WriteCall> all = new ArrayList<>(used);
        for (WriteCall call : slots) {
            if (call != null) {
                all.add(call);
            }
        }
        return all;
    }

    private void grow() {
        @Nullable WriteCall[] grown = new WriteCall[slots.length * 2];
        for (WriteCall call : all()) {
            grown[probe(grown, call.tid)] = call;
        }
        slots = grown;
    }

    private static int probe(@Nullable WriteCall[] slots, int tid) {
        int mask = slots.length - 1;
        int slot = ((tid * 0x9e3779b9) >>> 16) & mask;
        WriteCall call = slots[slot];
        while (call != null && call.tid != tid) {
            slot = (slot + 1) & mask;
            call = slots[slot];
        }
        return slot;
    }
}
