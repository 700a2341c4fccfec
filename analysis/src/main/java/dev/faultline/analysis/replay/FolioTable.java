// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What is known of every folio seen, by (dev, ino, index of the head). Open addressing over primitive arrays: no object per
 * folio. Entries of which nothing is known any more go when the table grows, so its size follows the live folios.
 */
final class FolioTable {
    private static final int MAX_ORDER = 20;

    private final Facts<FolioFact> unknown;
    private final FactSpace<FolioFact> space;
    private int epoch = 1;
    private int used;
    private int largestOrder;
    private int[] epochs = new int[1024];
    private int[] devs = new int[1024];
    private long[] inos = new long[1024];
    private long[] indexes = new long[1024];
    private short[] codes = new short[1024];
    private long[] since = new long[1024];
    private int[] pages = new int[1024];
    private EventChains chains = new EventChains(1024);

    FolioTable(Facts<FolioFact> unknown) {
        this.unknown = unknown;
        this.space = unknown.space();
    }

    /** The slot of the folio whose head is at {@code index}, made if it is new. */
    int slot(long dev, long ino, long index) {
        int slot = probe(dev, ino, index);
        if (epochs[slot] != 0) {
            return slot;
        }
        if (used >= epochs.length / 2) {
            rehash();
            slot = probe(dev, ino, index);
        }
        used++;
        epochs[slot] = epoch;
        devs[slot] = (int) dev;
        inos[slot] = ino;
        indexes[slot] = index;
        return slot;
    }

    /** The slot of the folio that holds page {@code index}: its head, or a large folio's head before it. */
    int holding(long dev, long ino, long index) {
        for (int order = 0; order <= largestOrder; order++) {
            long head = index & (-1L << order);
            int slot = probe(dev, ino, head);
            if (epochs[slot] != 0 && (head == index || index - head < pages[slot]) && isLive(slot)) {
                return slot;
            }
        }
        return slot(dev, ino, index);
    }

    private boolean isLive(int slot) {
        return epochs[slot] == epoch && !state(slot).isNot(FolioFact.PRESENT);
    }

    Facts<FolioFact> state(int slot) {
        return epochs[slot] == epoch ? space.ofCode(codes[slot] & 0xffff) : unknown;
    }

    void put(int slot, Facts<FolioFact> state) {
        if (epochs[slot] != epoch) {
            pages[slot] = 0;
        }
        epochs[slot] = epoch;
        codes[slot] = (short) state.code();
    }

    /** Pages of the folio, 0 if not known. */
    int pages(int slot) {
        return epochs[slot] == epoch ? pages[slot] : 0;
    }

    void resize(int slot, int count) {
        if (epochs[slot] != epoch) {
            put(slot, unknown);
        }
        pages[slot] = count;
        largestOrder = Math.min(MAX_ORDER, Math.max(largestOrder, 31 - Integer.numberOfLeadingZeros(count)));
    }

    /** When it last became dirty or clean. */
    long since(int slot) {
        return since[slot];
    }

    void since(int slot, long ts) {
        since[slot] = ts;
    }

    /** The slots of folios of an inode of which something is known. */
    IntStream of(Inode inode) {
        return IntStream.range(0, epochs.length)
                .filter(slot -> epochs[slot] == epoch && inos[slot] == inode.ino && devs[slot] == (int) inode.dev);
    }

    void note(int slot, Observation observation) {
        chains.add(slot, observation);
    }

    List<String> chain(int slot) {
        return chains.list(slot);
    }

    long index(int slot) {
        return indexes[slot];
    }

    /** Nothing is known of any folio: events were lost. */
    void forgetAll() {
        epoch++;
    }

    /** Nothing is known of the folio at {@code index} of inode {@code ino}, on whatever device it is. */
    void forget(long ino, long index) {
        int mask = epochs.length - 1;
        for (int slot = hash(ino, index) & mask; epochs[slot] != 0; slot = (slot + 1) & mask) {
            if (inos[slot] == ino && indexes[slot] == index) {
                codes[slot] = 0;
            }
        }
    }

    /** Folios of which something is known. */
    int size() {
        return used;
    }

    private int probe(long dev, long ino, long index) {
        int mask = epochs.length - 1;
        int slot = hash(ino, index) & mask;
        while (epochs[slot] != 0 && (indexes[slot] != index || inos[slot] != ino || devs[slot] != (int) dev)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int hash(long ino, long index) {
        long mixed = (ino * 0x9e3779b97f4a7c15L + index) * 0xbf58476d1ce4e5b9L;
        return (int) (mixed >>> 32) ^ ((int) mixed >>> 16);
    }

    private void rehash() {
        int live = 0;
        for (int slot = 0; slot < epochs.length; slot++) {
            live += isLive(slot) ? 1 : 0;
        }
        FolioTable grown = new FolioTable(unknown);
        int capacity = Math.max(1024, Integer.highestOneBit(Math.max(1, live)) * 8);
        grown.allocate(capacity);
        grown.epoch = epoch;
        for (int slot = 0; slot < epochs.length; slot++) {
            if (epochs[slot] == epoch && isLive(slot)) {
                grown.copy(this, slot);
            }
        }
        adopt(grown);
    }

    private void copy(FolioTable from, int old) {
        int slot = slot(from.devs[old], from.inos[old], from.indexes[old]);
        codes[slot] = from.codes[old];
        since[slot] = from.since[old];
        pages[slot] = from.pages[old];
        chains.copy(slot, from.chains, old);
    }

    private void allocate(int capacity) {
        epochs = new int[capacity];
        devs = new int[capacity];
        inos = new long[capacity];
        indexes = new long[capacity];
        codes = new short[capacity];
        since = new long[capacity];
        pages = new int[capacity];
        chains = new EventChains(capacity);
    }

    private void adopt(FolioTable grown) {
        used = grown.used;
        epochs = grown.epochs;
        devs = grown.devs;
        inos = grown.inos;
        indexes = grown.indexes;
        codes = grown.codes;
        since = grown.since;
        pages = grown.pages;
        chains = grown.chains;
    }
}
