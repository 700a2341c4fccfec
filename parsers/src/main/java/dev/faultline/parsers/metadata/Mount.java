// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.metadata;

/**
 * A mount, from a line of {@code /proc/PID/mountinfo} (Documentation/filesystems/proc.rst, section 3.5).
 *
 * @param id unique while mounted
 * @param parent id of the mount it is on
 * @param dev device of its files as the kernel keeps it: major &lt;&lt; 20 | minor
 * @param root what of the file system is mounted: {@code /} for all of it
 * @param point where, seen from the process's root
 * @param type type of the file system
 * @param source what was mounted, a device or a name
 */
public record Mount(int id, int parent, int dev, String root, String point, String type, String source) {}
