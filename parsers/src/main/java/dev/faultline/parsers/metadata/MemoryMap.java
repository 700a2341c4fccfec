// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.metadata;

import org.jspecify.annotations.Nullable;

/**
 * A range of a process's memory, from a line of {@code /proc/PID/maps} (Documentation/filesystems/proc.rst, section 1.1).
 *
 * @param pid the process; {@code null} where the file's name does not say
 * @param start first address
 * @param stop first address behind it
 * @param prot PROT_READ 1, PROT_WRITE 2, PROT_EXEC 4
 * @param shared MAP_SHARED
 * @param offset place in the file [bytes]
 * @param dev device of the file (major &lt;&lt; 20 | minor), 0 for none
 * @param ino inode number, 0 for none
 * @param path the file, a name such as {@code [heap]}, or empty
 */
public record MemoryMap(
        @Nullable Integer pid,
        long start,
        long stop,
        byte prot,
        boolean shared,
        long offset,
        int dev,
        long ino,
        String path) {}
