// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files seen, by device and inode number. Open addressing, so that finding one allocates nothing. */
final class InodeTable {
    private List<@Nullable Inode> slots = empty(256);
    private int used;

    /** The file that an observation is about, made if it is new. */
    Inode inode(Observation observation) {
        return inode(observation.dev(), observation.ino());
    }

    Inode inode(long dev, long ino) {
        int slot = probe(slots, dev, ino);
        Inode known = slots.get(slot);
        if (known != null) {
            return known;
        }
        if (used >= slots.size() / 2) {
            List<@Nullable Inode> grown = empty(slots.size() * 2);
            all().forEach(inode -> grown.set(probe(grown, inode.dev, inode.ino), inode));
            slots = grown;
            slot = probe(slots, dev, ino);
        }
        used++;
        Inode made = new Inode(dev, ino);
        made.dirtied = Long.MIN_VALUE;
        slots.set(slot, made);
        return made;
    }

    List<Inode> all() {
        List<Inode> all = new ArrayList<>(used);
        for (Inode inode : slots) {
            if (inode != null) {
                all.add(inode);
            }
        }
        return all;
    }

    /** Events were lost. */
    void forgetAll() {
        all().forEach(Inode::forget);
    }

    private static int probe(List<@Nullable Inode> slots, long dev, long ino) {
        int mask = slots.size() - 1;
        int slot = (int) (((ino * 31 + dev) * 0x9e3779b97f4a7c15L) >>> 40) & mask;
        Inode inode = slots.get(slot);
        while (inode != null && (inode.dev != dev || inode.ino != ino)) {
            slot = (slot + 1) & mask;
            inode = slots.get(slot);
        }
        return slot;
    }

    private static List<@Nullable Inode> empty(int size) {
        return new ArrayList<>(Collections.<@Nullable Inode>nCopies(size, null));
    }
}
