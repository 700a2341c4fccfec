// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import org.jspecify.annotations.Nullable;

/**
 * Which locks a write fault may take, and must hold: I16, I17 and I18.
 *
 * <pre>
 * taken inside a fault        must not be held
 * mmap_lock                   mmap_lock, sb_pagefaults, invalidate_lock, journal
 * i_rwsem                     mmap_lock, lock of a vma, sb_pagefaults, invalidate_lock, journal
 * sb_pagefaults               invalidate_lock, journal
 * invalidate_lock             journal
 * </pre>
 *
 * <p>A lock that is only tried waits for nobody and breaks no order. Sources: the lock ordering at the top of mm/filemap.c
 * (i_rwsem, then mmap_lock for fault_in_readable; mmap_lock, then invalidate_lock), include/linux/fs.h sb_start_pagefault ("usually
 * mmap_lock -> sb_start_pagefault"), fs/ext4/inode.c ext4_page_mkwrite (invalidate_lock, then a handle), 5.10 to 6.12.
 */
final class LockModel {
    static final Step.Impossible<Void> UNPROTECTED = new Step.Impossible<>(
            Clause.I18.bit(),
            "page_mkwrite takes sb_pagefaults, so that a freeze waits for it",
            "it succeeded without having taken it");

    static final Step.Impossible<Void> UNLOCKED = new Step.Impossible<>(
            Clause.I16.bit(), "mmap_lock or the lock of the vma is held", "the thread holds neither");

    private LockModel() {}

    /** Why a thread that holds {@code held} cannot wait for {@code lock} inside page_mkwrite; {@code null} if it can. */
    static Step.@Nullable Impossible<Void> taken(int held, LockClass lock) {
        int wrong = held & inside(lock);
        if (wrong == 0) {
            return null;
        }
        return new Step.Impossible<>(
                Clause.I17.bit(),
                Divergences.name(lock) + " is taken before " + names(wrong),
                Divergences.name(lock) + " is taken inside a fault while " + names(wrong) + " held");
    }

    /** Classes that are only taken inside of {@code lock}, or must not be held for another reason, as bits. */
    private static int inside(LockClass lock) {
        int below = LockClass.INVALIDATE_LOCK.bit() | LockClass.JOURNAL.bit();
        return switch (lock) {
            case MMAP_LOCK -> below | LockClass.MMAP_LOCK.bit() | LockClass.SB_PAGEFAULTS.bit();
            case I_RWSEM ->
                below | LockClass.MMAP_LOCK.bit() | LockClass.VMA_LOCK.bit() | LockClass.SB_PAGEFAULTS.bit();
            case SB_PAGEFAULTS -> below;
            case INVALIDATE_LOCK -> LockClass.JOURNAL.bit();
            case VMA_LOCK, JOURNAL -> 0;
        };
    }

    private static String names(int classes) {
        StringBuilder names = new StringBuilder();
        for (LockClass lock : LockClass.values()) {
            if ((classes & lock.bit()) != 0) {
                names.append(names.isEmpty() ? "" : " and ").append(Divergences.name(lock));
            }
        }
        return names.toString();
    }

    /**
     * I16: whether a fault or a page_mkwrite runs under a lock that keeps its vma.
     *
     * @param seesVmaLocks the kernel has no locks of vmas, or the capture shows them
     */
    static Truth covered(LocksHeld locks, boolean seesVmaLocks) {
        if (locks.holds(LockClass.MMAP_LOCK) == Truth.TRUE || locks.holds(LockClass.VMA_LOCK) == Truth.TRUE) {
            return Truth.TRUE;
        }
        return locks.holds(LockClass.MMAP_LOCK) == Truth.FALSE && seesVmaLocks ? Truth.FALSE : Truth.UNKNOWN;
    }
}
