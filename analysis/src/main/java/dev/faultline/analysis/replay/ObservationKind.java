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
    /** handle_mm_fault entered: tid, dev and ino of the vma's file (ino 0: none), address; value = fault flags. */
    FAULT_BEGIN,
    /** handle_mm_fault returned: value = vm_fault_t, unknown if the probe did not fetch it. */
    FAULT_END,
    /** page_mkwrite entered: dev, ino and index of the page (not of its folio's head), address. */
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
    EXITED;

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
