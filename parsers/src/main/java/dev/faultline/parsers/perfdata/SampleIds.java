// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.Arrays;

/** From sample ids to positions of attrs: an open hash table, as every sample looks its event up. */
final class SampleIds {
    private static final int NONE = -1;

    private long[] keys = new long[64];
    private int[] values = filled(64);
    private int size;

    private static int[] filled(int length) {
        int[] values = new int[length];
        Arrays.fill(values, NONE);
        return values;
    }

    void put(long id, int attr) {
        if (2 * size >= keys.length) {
            grow();
        }
        int slot = slot(id);
        size += values[slot] == NONE ? 1 : 0;
        keys[slot] = id;
        values[slot] = attr;
    }

    /** The attr's position, -1 for an id nobody declared. */
    int get(long id) {
        return values[slot(id)];
    }

    private int slot(long id) {
        int mask = keys.length - 1;
        int slot = (int) ((id * 0x9e3779b97f4a7c15L) >>> 40) & mask;
        while (values[slot] != NONE && keys[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = filled(keys.length);
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != NONE) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }
}
