// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A file: its size, and the state of each of its pages. */
final class SimFile {
    static final int PAGE_SHIFT = 12;
    static final int PAGE = 1 << PAGE_SHIFT;
    private static final long MEMMAP = 0xffffea0000000000L;
    private static final int STRUCT_PAGE = 64;

    final FileSystem fs;
    final String name;
    final long ino;
    final int pages;
    final boolean onDisk;
    final long mapping;
    final RwLock invalidate;
    final RwLock inodeLock;

    /** Tasks that wait for a page of it to be unlocked or written. */
    final WaitQueue waiters = new WaitQueue();

    final List<Mapping> mappings = new ArrayList<>();
    final BitSet dirty = new BitSet();
    final BitSet writeback = new BitSet();
    private final byte[] state;
    private final int[] pfn;
    long size;

    /** When its first dirty page became dirty; meaningful while it has one. */
    long dirtiedWhen;

    /** Metadata was changed that no commit of the journal has written. */
    boolean inJournal;

    private long timesUpdated = Long.MIN_VALUE / 2;

    SimFile(FileSystem fs, String name, int pages, boolean onDisk) {
        Simulation simulation = fs.simulation;
        this.fs = fs;
        this.name = name;
        this.ino = fs.nextInode();
        this.pages = pages;
        this.onDisk = onDisk;
        this.size = (long) pages << PAGE_SHIFT;
        this.state = new byte[pages];
        this.pfn = new int[pages];
        this.mapping = simulation.nextAddress(1024) + 0x178;
        this.invalidate = new RwLock(new LockClass(simulation, fs.invalidateLock(), true));
        this.inodeLock = new RwLock(new LockClass(simulation, "&sb->s_type->i_mutex_key", true));
    }

    /** First index behind the end of the file. */
    int end() {
        return (int) Math.min(pages, (size + PAGE - 1) >>> PAGE_SHIFT);
    }

    boolean is(int index, int flag) {
        return (state[index] & flag) != 0;
    }

    int state(int index) {
        return state[index];
    }

    void set(int index, int flag) {
        state[index] |= (byte) flag;
    }

    void clear(int index, int flag) {
        state[index] &= (byte) ~flag;
    }

    /** A page comes into the page cache. */
    void added(int index, int frame) {
        state[index] = PageFlags.PRESENT;
        pfn[index] = frame;
    }

    void removed(int index) {
        state[index] = 0;
    }

    int pfn(int index) {
        return pfn[index];
    }

    /** Address of its struct page. */
    long page(int index) {
        return structPage(pfn[index]);
    }

    /** Address of the struct page of a frame. */
    static long structPage(int frame) {
        return MEMMAP + (long) frame * STRUCT_PAGE;
    }

    /** Whether a write now changes the file's times: they have the granularity of a tick. */
    boolean touch(long now, long tickNs) {
        if (now - timesUpdated < tickNs) {
            return false;
        }
        timesUpdated = now;
        return true;
    }
}
