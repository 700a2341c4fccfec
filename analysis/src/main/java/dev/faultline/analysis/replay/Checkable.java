// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a capture has to contain so that an invariant can be decided.
 *
 * @param kinds observations without which it never is
 * @param record what to record for them, or why no capture decides it
 */
record Checkable(List<ObservationKind> kinds, String record) {
    private static final String MKWRITE = "kprobes with arguments on page_mkwrite (recipe C)";
    private static final String PAGES =
            "kprobes on folio_clear_dirty_for_io, __folio_start_writeback and folio_end_writeback (recipe B)";
    private static final String LOCKDEP =
            "lock:lock_acquire and lock:lock_release on a kernel with CONFIG_PROVE_LOCKING (recipe E)";
    private static final String VMAS = "vma flags with the probe on handle_mm_fault";

    static Checkable of(Clause invariant) {
        return switch (invariant) {
            case I1, I3 ->
                of(
                        MKWRITE + " and writeback:writeback_dirty_folio",
                        ObservationKind.MKWRITE_BEGIN,
                        ObservationKind.MKWRITE_END,
                        ObservationKind.FOLIO_DIRTIED);
            case I2 ->
                of(
                        MKWRITE + ", " + PAGES,
                        ObservationKind.FOLIO_CLEANED,
                        ObservationKind.MKWRITE_BEGIN,
                        ObservationKind.FOLIO_DIRTIED);
            case I4 -> of(PAGES, ObservationKind.WRITEBACK_BEGIN, ObservationKind.FOLIO_CLEANED);
            case I5 -> of(PAGES, ObservationKind.WRITEBACK_BEGIN, ObservationKind.WRITEBACK_END);
            case I6 ->
                of(
                        PAGES + ", and filemap:mm_filemap_delete_from_page_cache",
                        ObservationKind.FOLIO_CLEANED,
                        ObservationKind.WRITEBACK_BEGIN);
            case I8 -> of(MKWRITE, ObservationKind.MKWRITE_END);
            case I13 -> of(MKWRITE, ObservationKind.MKWRITE_END);
            default -> ofSystem(invariant);
        };
    }

    private static Checkable ofSystem(Clause invariant) {
        return switch (invariant) {
            case I7 -> of("writeback:global_dirty_state", ObservationKind.NR_DIRTY);
            case I9 ->
                of(
                        "filemap:mm_filemap_add_to_page_cache and kprobes on truncate_pagecache, or the events of ext4 and xfs with"
                                + " the system call fallocate",
                        ObservationKind.REMOVAL_BEGIN,
                        ObservationKind.FOLIO_ADDED);
            case I10 -> of("it only forbids a conclusion, so no capture can contradict it");
            case I11 ->
                of(
                        "the file system's event of a sync with the system calls, " + PAGES,
                        ObservationKind.SYNC_BEGIN,
                        ObservationKind.SYNC_END,
                        ObservationKind.FOLIO_DIRTIED,
                        ObservationKind.FOLIO_CLEANED);
            case I12 -> of("kprobes with vma flags on wp_page_copy and do_cow_fault", ObservationKind.COPIED);
            case I14 ->
                of(
                        "writeback:*, for longer than dirty_expire",
                        ObservationKind.FOLIO_DIRTIED,
                        ObservationKind.INODE_WRITTEN);
            case I15 ->
                of("filemap:filemap_set_wb_err and filemap:file_check_and_advance_wb_err", ObservationKind.ERROR_SET);
            case I16, I17 ->
                of(LOCKDEP + ", with " + MKWRITE, ObservationKind.LOCK_TAKEN, ObservationKind.MKWRITE_BEGIN);
            case I18 ->
                of(
                        "kprobes on freeze_super and thaw_super, or " + LOCKDEP + ", with " + MKWRITE,
                        ObservationKind.MKWRITE_END,
                        ObservationKind.FROZEN);
            case I19 -> of(VMAS + ", with " + MKWRITE, ObservationKind.FAULT_BEGIN, ObservationKind.MKWRITE_BEGIN);
            case I20 -> of("kprobes on the file system's swap_activate, with " + MKWRITE, ObservationKind.SWAP_ON);
            case I21 -> of("no event carries the write_bytes of a task (/proc/PID/io), so no capture decides it");
            default -> throw new IllegalArgumentException(invariant.name());
        };
    }

    private static Checkable of(String record, ObservationKind... kinds) {
        return new Checkable(Arrays.asList(kinds), record);
    }

    String whyNot(Evidence evidence) {
        String missing = missing(evidence);
        if (missing != null) {
            return "the capture does not record " + missing + "; record " + record;
        }
        return kinds.isEmpty() ? record : "all it needs is recorded, and nothing happened that decides it";
    }

    private @Nullable String missing(Evidence evidence) {
        String missing = kinds.stream()
                .filter(kind -> !evidence.has(kind))
                .map(Divergences::name)
                .collect(Collectors.joining(", "));
        return missing.isEmpty() ? null : missing;
    }
}
