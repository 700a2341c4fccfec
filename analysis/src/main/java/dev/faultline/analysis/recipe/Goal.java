// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be found out, with the events and probes for it and what recording them costs. */
public enum Goal {
    DIRTY(
            "which pages became dirty, when they were written, and by whom: the production recipe",
            Overhead.LOW,
            "writeback:* filemap:mm_filemap_add_to_page_cache filemap:mm_filemap_delete_from_page_cache "
                    + "filemap:filemap_set_wb_err filemap:file_check_and_advance_wb_err"),
    WRITEBACK(
            "the exact life of each page: dirtied, cleaned, written, redirtied, dropped",
            Overhead.MEDIUM,
            "writeback:* filemap:mm_filemap_add_to_page_cache filemap:mm_filemap_delete_from_page_cache "
                    + "filemap:filemap_set_wb_err filemap:file_check_and_advance_wb_err"),
    LATENCY(
            "how long page faults and page_mkwrite take, and what the slow ones wait for",
            Overhead.MEDIUM,
            "exceptions:page_fault_user exceptions:page_fault_kernel writeback:balance_dirty_pages "
                    + "writeback:global_dirty_state writeback:folio_wait_writeback|writeback:wait_on_page_writeback "
                    + "writeback:writeback_dirty_folio|writeback:writeback_dirty_page lock:contention_begin? "
                    + "lock:contention_end? mmap_lock:*? vmscan:mm_vmscan_direct_reclaim_* sched:sched_switch "
                    + "sched:sched_waking block:block_rq_issue block:block_rq_complete iomap:iomap_iter|iomap:iomap_apply? "
                    + "iomap:iomap_iter_dstmap|iomap:iomap_apply_dstmap?"),
    LOCKS(
            "which locks are held where, against the kernel's documents: a kernel with PROVE_LOCKING or LOCK_STAT in a laboratory",
            Overhead.VERY_HIGH,
            "lock:lock_acquire lock:lock_release lock:lock_contended? lock:lock_acquired? sched:sched_switch"),
    CONTENTION(
            "who waits for which lock, in production (6.1 and later)",
            Overhead.LOW,
            "lock:contention_begin lock:contention_end mmap_lock:*? sched:sched_switch sched:sched_waking"),
    CGROUP(
            "whose dirty pages are written by whose writeback",
            Overhead.LOW,
            "writeback:* filemap:mm_filemap_add_to_page_cache filemap:mm_filemap_delete_from_page_cache"),
    ERRORS(
            "write errors that nobody was told about",
            Overhead.LOW,
            "filemap:filemap_set_wb_err filemap:file_check_and_advance_wb_err block:block_rq_error? "
                    + "block:block_rq_complete syscalls:sys_enter_fsync syscalls:sys_exit_fsync "
                    + "syscalls:sys_enter_fdatasync syscalls:sys_exit_fdatasync syscalls:sys_enter_msync "
                    + "syscalls:sys_exit_msync"),
    ALL(
            "everything that the rules and the replay can use, for a short run",
            Overhead.HIGH,
            "exceptions:* filemap:* writeback:* sched:sched_switch sched:sched_waking "
                    + "sched:sched_process_fork sched:sched_process_exit syscalls:sys_*_mmap syscalls:sys_*_munmap "
                    + "syscalls:sys_*_msync syscalls:sys_*_fsync syscalls:sys_*_ftruncate syscalls:sys_*_fallocate "
                    + "lock:contention_begin? lock:contention_end? mmap_lock:*? block:block_rq_insert "
                    + "block:block_rq_issue block:block_rq_complete");

    private final String question;
    private final Overhead overhead;
    private final String events;

    Goal(String question, Overhead overhead, String events) {
        this.question = question;
        this.overhead = overhead;
        this.events = events;
    }

    private static List<ProbedFunction> entries() {
        return List.of(
                ProbedFunction.core("handle_mm_fault", ProbeShape.ENTRY),
                ProbedFunction.core("do_page_mkwrite", ProbeShape.FAULT),
                ProbedFunction.core("fault_dirty_shared_page", ProbeShape.FAULT_WITH_PAGE));
    }

    private static List<ProbedFunction> pages() {
        List<ProbedFunction> probes = new ArrayList<>();
        for (String name : List.of(
                "folio_mkclean",
                "page_mkclean",
                "folio_clear_dirty_for_io",
                "clear_page_dirty_for_io",
                "__folio_mark_dirty",
                "folio_account_cleaned",
                "account_page_cleaned",
                "folio_end_writeback",
                "end_page_writeback",
                "__folio_start_writeback",
                "__test_set_page_writeback",
                "folio_redirty_for_writepage",
                "__folio_cancel_dirty",
                "truncate_inode_folio")) {
            probes.add(ProbedFunction.core(name, ProbeShape.FOLIO));
        }
        probes.add(ProbedFunction.core("truncate_pagecache", ProbeShape.TRUNCATE));
        return probes;
    }

    /** Waits for the lock of a page, which has no tracepoint: entered only when another has it (mm/filemap.c, 5.10 to 6.12). */
    private static List<ProbedFunction> pageLocks() {
        return Stream.of(
                        "__folio_lock",
                        "__folio_lock_killable",
                        "__folio_lock_or_retry",
                        "__lock_page",
                        "__lock_page_killable",
                        "__lock_page_or_retry")
                .map(name -> ProbedFunction.core(name, ProbeShape.FOLIO))
                .toList();
    }

    private static List<ProbedFunction> joined(List<ProbedFunction> some, List<ProbedFunction> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** What it answers. */
    public String question() {
        return question;
    }

    /** What recording it costs. */
    public Overhead overhead() {
        return overhead;
    }

    /** Tracepoints; {@code a|b}: the first that the kernel has; {@code ?} at the end: not all kernels have it. */
    List<String> events() {
        return List.of(events.split(" "));
    }

    /** Functions of the kernel itself; what a kernel does not have is left out. */
    List<ProbedFunction> probes() {
        return switch (this) {
            case WRITEBACK -> pages();
            case LOCKS -> entries();
            case LATENCY -> joined(entries(), pageLocks());
            case ALL -> joined(joined(entries(), pageLocks()), pages());
            case DIRTY, CONTENTION, CGROUP, ERRORS -> List.of();
        };
    }

    /** Whether it times page_mkwrite of the file system. */
    boolean timed() {
        return this == LATENCY || this == ALL || this == LOCKS;
    }

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The goal of a word. */
    public static Optional<Goal> of(String word) {
        return Arrays.stream(values()).filter(goal -> goal.word().equals(word)).findFirst();
    }
}
