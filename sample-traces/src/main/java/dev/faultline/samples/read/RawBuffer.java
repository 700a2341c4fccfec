// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One ring buffer: its sub-buffers per cpu, uncompressed, in file order.
 *
 * @param name instance name; empty for the top buffer
 * @param clock what the file says of its clock: a name, or the line of {@code trace_clock}; {@code null} for nothing
 * @param pageSize bytes of a sub-buffer
 * @param cpuCount cpus it has, with or without data
 * @param cpus sub-buffers by cpu
 * @param text the buffer as text instead, or {@code null}
 */
public record RawBuffer(
        String name,
        @Nullable String clock,
        int pageSize,
        int cpuCount,
        Map<Integer, byte[]> cpus,
        @Nullable String text) {}
