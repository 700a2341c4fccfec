// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import org.jspecify.annotations.Nullable;

/**
 * What differs between file systems in this simulation (fault-model: {@code page_mkwrite} of each).
 *
 * @param mkwrite its {@code ->page_mkwrite}
 * @param inner the common function it calls, or null
 * @param journal whether it has a jbd2 journal
 * @param stable whether {@code page_mkwrite} always waits for a page that is being written
 */
record FsType(String name, String mkwrite, @Nullable String inner, boolean journal, boolean stable) {
    static FsType named(String name) {
        return switch (name) {
            case "ext4" -> new FsType(name, "ext4_page_mkwrite", "block_page_mkwrite", true, false);
            case "xfs" -> new FsType(name, "xfs_filemap_page_mkwrite", "iomap_page_mkwrite", false, false);
            case "btrfs" -> new FsType(name, "btrfs_page_mkwrite", null, false, true);
            default -> throw new SpecException("file system type '" + name + "' is not one of ext4, xfs and btrfs");
        };
    }
}
