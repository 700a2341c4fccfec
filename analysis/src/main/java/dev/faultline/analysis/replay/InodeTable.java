// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.Arrays;

/** What is known of every inode seen: its size, and when a folio of unknown size was last made dirty. */
final class InodeTable {
    private int used;
    private boolean[] taken = new boolean[256];
    private long[] devs = new long[256];
    private long[] inos = new long[256];
    private long[] sizes = new long[256];
    private long[] dirtied = new long[256];

    /** The inode's slot, made if it is new; valid until the next call. */
    int slot(long dev, long ino) {
        int slot = probe(dev, ino);
        if (taken[slot]) {
            return slot;
        }
        if (used >= taken.length / 2) {
            grow();
            slot = probe(dev, ino);
        }
        used++;
        taken[slot] = true;
        devs[slot] = dev;
        inos[slot] = ino;
        sizes[slot] = Observation.UNKNOWN;
        dirtied[slot] = Long.MIN_VALUE;
        return slot;
    }

    /** Size in bytes, {@link Observation#UNKNOWN} if not known. */
    long size(int slot) {
        return sizes[slot];
    }

    void resize(int slot, long size) {
        sizes[slot] = size;
    }

    /** When a folio of the inode was last made dirty whose number of pages is not known. */
    long dirtied(int slot) {
        return dirtied[slot];
    }

    void dirtied(int slot, long ts) {
        dirtied[slot] = ts;
    }

    void forgetSizes() {
        Arrays.fill(sizes, Observation.UNKNOWN);
    }

    private int probe(long dev, long ino) {
        int mask = taken.length - 1;
        int slot = (int) (((ino * 31 + dev) * 0x9e3779b97f4a7c15L) >>> 40) & mask;
        while (taken[slot] && (devs[slot] != dev || inos[slot] != ino)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        InodeTable grown = new InodeTable();
        int capacity = taken.length * 2;
        grown.taken = new boolean[capacity];
        grown.devs = new long[capacity];
        grown.inos = new long[capacity];
        grown.sizes = new long[capacity];
        grown.dirtied = new long[capacity];
        for (int old = 0; old < taken.length; old++) {
            if (taken[old]) {
                int slot = grown.slot(devs[old], inos[old]);
                grown.sizes[slot] = sizes[old];
                grown.dirtied[slot] = dirtied[old];
            }
        }
        taken = grown.taken;
        devs = grown.devs;
        inos = grown.inos;
        sizes = grown.sizes;
        dirtied = grown.dirtied;
    }
}
