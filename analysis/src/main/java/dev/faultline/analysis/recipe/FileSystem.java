// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** File systems that a recipe can be made for, with what is theirs alone (fs/ of 5.10 to 6.12). */
public enum FileSystem {
    EXT4("ext4:ext4_journal_start* ext4:ext4_da_write_pages* ext4:ext4_ext_map_blocks_* jbd2:*", "ext4:* jbd2:*"),
    XFS(
            "xfs:xfs_log_grant_sleep xfs:xfs_log_grant_wake xfs:xfs_ilock xfs:xfs_iunlock xfs:xfs_iomap_alloc",
            "xfs:xfs_ilock* xfs:xfs_iunlock xfs:xfs_iomap_* xfs:xfs_log_grant_*"),
    BTRFS("btrfs:btrfs_reserve_ticket btrfs:btrfs_ordered_extent_* btrfs:btrfs_space_reservation", "btrfs:*"),
    F2FS("f2fs:f2fs_vm_page_mkwrite f2fs:f2fs_submit_page_write f2fs:f2fs_write_checkpoint", "f2fs:*"),
    /** File systems without a page_mkwrite of their own. */
    GENERIC("", "");

    private final String latency;
    private final String everything;

    FileSystem(String latency, String everything) {
        this.latency = latency;
        this.everything = everything;
    }

    /** Its page_mkwrite, the outermost first. */
    List<ProbedFunction> mkwrite() {
        return switch (this) {
            case EXT4 -> List.of(ProbedFunction.module("ext4_page_mkwrite", ProbeShape.FAULT));
            case XFS ->
                List.of(
                        ProbedFunction.module("xfs_filemap_page_mkwrite", ProbeShape.FAULT),
                        ProbedFunction.core("iomap_page_mkwrite", ProbeShape.FAULT));
            case BTRFS -> List.of(ProbedFunction.module("btrfs_page_mkwrite", ProbeShape.FAULT));
            case F2FS -> List.of(ProbedFunction.module("f2fs_vm_page_mkwrite", ProbeShape.FAULT));
            case GENERIC -> List.of(ProbedFunction.core("filemap_page_mkwrite", ProbeShape.FAULT));
        };
    }

    /** Its events that say what a slow page_mkwrite waits for. */
    List<String> latency() {
        return words(latency);
    }

    /** All of its events that the views read. */
    List<String> everything() {
        return words(everything);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The file system of a word. */
    public static Optional<FileSystem> of(String word) {
        return Arrays.stream(values()).filter(fs -> fs.word().equals(word)).findFirst();
    }
}
