// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * What an observation says happened. The order is the code that {@code replay/observations.sql} writes into its column
 * {@code kind}: append, never reorder.
 */
public enum ObservationKind {
    /** A cpu begins to lose events; {@code value} has no meaning. */
    LOSS_BEGIN,
    /** The cpu records again. */
    LOSS_END,
    /**
     * handle_mm_fault entered: tid, dev and ino of the vma's file (ino 0: none), address; value = fault flags; pages = 1 where the
     * mapping is shared, 2 where it is private, 0 where that is not known, with 4 added where it allows no stores and 8 where
     * userfaultfd watches it.
     */
    FAULT_BEGIN,
    /** handle_mm_fault returned: value = vm_fault_t, unknown if the probe did not fetch it. */
    FAULT_END,
    /**
     * page_mkwrite entered: dev, ino and index of the page (not of its folio's head), address; value bit 0: the file system calls
     * sb_start_pagefault in it, bit 1: it may write file data through its journal, bit 2: it takes invalidate_lock to
     * truncate.
     */
    MKWRITE_BEGIN,
    /** page_mkwrite returned: value = vm_fault_t. */
    MKWRITE_END,
    /** A folio entered the page cache: index of its head, pages = 2^order. */
    FOLIO_ADDED,
    /** A folio left the page cache. */
    FOLIO_REMOVED,
    /** D1, the dirty accounting ran: index of the head. */
    FOLIO_DIRTIED,
    /** C1, folio_clear_dirty_for_io: value 1 if the folio was dirty, 0 if not. */
    FOLIO_CLEANED,
    /** A dirty bit was dropped without writeback (truncate, invalidate). */
    FOLIO_CANCELLED,
    /** C3, the dirty accounting of a folio that writeback gives back: it was no new dirtying. */
    FOLIO_REDIRTIED,
    /** C2, __folio_start_writeback. */
    WRITEBACK_BEGIN,
    /** E1, folio_end_writeback. */
    WRITEBACK_END,
    /** The size of an inode was read: value in bytes. */
    INODE_SIZE,
    /** truncate_pagecache returned: no folio at or behind value bytes is in the page cache. */
    TRUNCATED,
    /** V1, munmap returned: address, value = length in bytes. */
    UNMAPPED,
    /** The processor raised a page fault for a store, before the vma lookup: address, value = x86 error code. */
    EXCEPTION,
    /** V1, a thread ended. */
    EXITED,
    /** F1, fault-around: pages from index on were asked for. */
    FAULT_AROUND,
    /** F7, F8: a page was copied for one process; pages as in FAULT_BEGIN, value 1 on a present pte, 0 on none. */
    COPIED,
    /** F6, a pte without a struct page became writable: value = vm_fault_t. */
    PFN_MKWRITE,
    /** A fault that the DAX code handled ended: pages = 512 for a huge one, value = vm_fault_t. */
    DAX_FAULT,
    /** lockdep: a lock is asked for: address = its instance, value as {@link LockClass} has it. */
    LOCK_TAKEN,
    /** lockdep: a lock was let go. */
    LOCK_RELEASED,
    /** W2, f_op->fsync begins: value 1 for the whole file. */
    SYNC_BEGIN,
    /** The system call of a sync returns: value = its result, negative errno. */
    SYNC_END,
    /** An error of writeback was recorded in the mapping: value = the errno recorded before. */
    ERROR_SET,
    /** An error of writeback was reported to an open file: address = the file, value = errno. */
    ERROR_REPORTED,
    /** Z1, freeze_super returned 0: dev. */
    FROZEN,
    /** Z1, thaw_super entered: dev. */
    THAWING,
    /** The file becomes a swap file. */
    SWAP_ON,
    /** The file is a swap file no longer. */
    SWAP_OFF,
    /** T1, T2: the pages from index to value are taken away under the file's invalidate lock. */
    REMOVAL_BEGIN,
    /** That ended. */
    REMOVAL_END,
    /** E2, S1: the thread waits for the folio's writeback. */
    WAITED,
    /** balance_dirty_pages made a plan: value = pause [ms], index = dirty pages, address = their limit; pages = 1 where the device has a
     * strict limit of its own (FUSE), which these are then about. */
    THROTTLED,
    /** The first page of the inode entered writeback. */
    INODE_WRITTEN,
    /** W1, a flusher began a work: value 1 for a periodic one, 2 for one in the background above its threshold. */
    FLUSHED,
    /** The kernel's NR_FILE_DIRTY: value [pages]. */
    NR_DIRTY,
    /** NR_WRITEBACK. */
    NR_WRITEBACK,
    /** NR_DIRTIED. */
    NR_DIRTIED,
    /** NR_WRITTEN. */
    NR_WRITTEN,
    /** V5, a thread or process was made: value = its tid. */
    FORKED,
    /** V1, munmap entered: address, value = length. */
    UNMAP_BEGIN,
    /** D3, a system call that writes to files entered. */
    WRITE_BEGIN,
    /** It returned. */
    WRITE_END,
    /** V6, mmap returned: address, value = length; index = page offset in the file, ino = its flags, pages = its protection. */
    MAPPED,
    /** V2, mremap returned. */
    REMAPPED,
    /** V3, mprotect returned: value = protection. */
    PROTECTED,
    /** V4, madvise returned: value = advice. */
    ADVISED,
    /** A thread began to handle a signal: value = its number. */
    SIGNALLED,
    /** mmap failed: value = negative errno; the rest as in MAPPED. */
    MAP_REFUSED,
    /** What a file has from page index on, for pages pages: value 0 hole, 1 delayed, 2 allocated, 3 unwritten, 4 inline. */
    EXTENT,
    /** A system call that changes the blocks of a file ended: pages from index to address, value = result. */
    BLOCKS_CHANGED,
    /** A page is being written to a backing cache. */
    CACHE_BEGIN,
    /** It is there. */
    CACHE_END;

    private static final ObservationKind[] BY_CODE = values();

    /** What the column {@code kind} holds for this kind. */
    @SuppressWarnings("EnumOrdinal")
    int code() {
        return ordinal();
    }

    static ObservationKind ofCode(int code) {
        return BY_CODE[code];
    }
}
