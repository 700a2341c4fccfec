// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import org.jspecify.annotations.Nullable;

/**
 * A ring buffer of a capture.
 *
 * @param name instance name; empty for the top buffer
 * @param clock its trace clock
 * @param subBufferSize bytes of a sub-buffer; in version 6 the same for all buffers
 * @param cpus number of cpus; may differ from the capture's
 * @param text the buffer as {@code trace} text in latency format instead of sub-buffers, or {@code null}
 */
public record BufferSpec(
        String name,
        String clock,
        int subBufferSize,
        int cpus,
        @Nullable String text) {}
