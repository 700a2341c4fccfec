// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.Arrays;

/** A shared, writable mapping of a whole file by a process: one entry of its page table per page. */
final class Mapping {
    static final int NONE = 0;
    static final int READ_ONLY = 1;
    static final int WRITABLE = 2;

    final SimFile file;
    final long vma;
    final long start;

    /** mmap_lock of the process, and its trace. */
    final LockClass mmapLock;

    private final byte[] ptes;

    Mapping(SimFile file, long vma, long start, LockClass mmapLock) {
        this.file = file;
        this.vma = vma;
        this.start = start;
        this.mmapLock = mmapLock;
        this.ptes = new byte[file.pages];
        file.mappings.add(this);
    }

    int pte(int index) {
        return ptes[index];
    }

    void pte(int index, int value) {
        ptes[index] = (byte) value;
    }

    long address(int index) {
        return start + ((long) index << SimFile.PAGE_SHIFT);
    }

    long length() {
        return (long) file.pages << SimFile.PAGE_SHIFT;
    }

    /** Forgets the entries from {@code first} on. */
    void unmap(int first, int end) {
        Arrays.fill(ptes, first, Math.max(first, Math.min(end, ptes.length)), (byte) NONE);
    }
}
