// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/**
 * A file system of a SPEC.
 *
 * @param mkwrite time {@code page_mkwrite} takes for space and extents
 * @param read time of a read from the disk
 * @param write time of a write to the disk
 * @param commit time a commit takes
 */
record FileSystemSpec(
        String name, FsType type, int major, int minor, Latency mkwrite, Latency read, Latency write, Latency commit) {}
