// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * Locks of a write fault that the model orders, outermost first: mm/filemap.c (the lock ordering at its top), mm/rmap.c and
 * Documentation/filesystems/locking.rst of Linux 5.10, 6.1 and 6.12. The order is the number that {@code replay/observations.sql}
 * gives them.
 */
enum LockClass {
    MMAP_LOCK,
    VMA_LOCK,
    I_RWSEM,
    SB_PAGEFAULTS,
    INVALIDATE_LOCK,
    JOURNAL;

    /** Bit of an observation's value: the lock was only tried. */
    static final long TRIED = 16;

    private static final LockClass[] BY_CODE = values();

    static LockClass of(Observation lock) {
        return BY_CODE[(int) lock.value() & 7];
    }

    @SuppressWarnings("EnumOrdinal")
    int place() {
        return ordinal();
    }

    int bit() {
        return 1 << place();
    }
}
