// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import java.util.Set;

/** Names of events, for the kernels 5.10 to 6.12: before 5.16 pages, then folios (evidence.md). */
final class Events {
    /** The fault as the memory management handles it. */
    static final Set<String> FAULT = Set.of("handle_mm_fault");

    /** vm_operations_struct.page_mkwrite of the file systems that have probes. */
    static final Set<String> FS_MKWRITE = Set.of(
            "ext4_page_mkwrite",
            "xfs_filemap_page_mkwrite",
            "btrfs_page_mkwrite",
            "f2fs_vm_page_mkwrite",
            "filemap_page_mkwrite");

    /** page_mkwrite on all levels. */
    static final Set<String> MKWRITE = Set.of(
            "do_page_mkwrite",
            "ext4_page_mkwrite",
            "xfs_filemap_page_mkwrite",
            "btrfs_page_mkwrite",
            "f2fs_vm_page_mkwrite",
            "filemap_page_mkwrite",
            "iomap_page_mkwrite",
            "block_page_mkwrite");

    /** A page becomes dirty. */
    static final Set<String> DIRTY =
            Set.of("writeback_dirty_folio", "writeback_dirty_page", "__folio_mark_dirty", "account_page_dirtied");

    /** Of those, the one every stock kernel has. */
    static final Set<String> DIRTY_TRACEPOINT = Set.of("writeback_dirty_folio", "writeback_dirty_page");

    /** An inode is marked, because a page of it became dirty among other reasons. */
    static final String MARK_INODE = "writeback_mark_inode_dirty";

    /** The dirty bit is tested and cleared; the second is a wrapper of the first since 5.16. */
    static final Set<String> CLEAN = Set.of("folio_clear_dirty_for_io", "clear_page_dirty_for_io");

    static final Set<String> WRITEBACK_START = Set.of("__folio_start_writeback", "__test_set_page_writeback");

    /** Writeback ends; the second is a wrapper of the first since 5.16. */
    static final Set<String> WRITEBACK_END = Set.of("folio_end_writeback", "end_page_writeback");

    private Events() {}
}
