// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ring buffer of a capture: the top buffer or an instance.
 *
 * @param id row key of table {@code buffer}, 0 for the first
 * @param name instance name, empty for the top buffer
 * @param clock trace clock of this buffer, where stated
 * @param subBufferSize bytes of one sub-buffer, header included; 0 where the buffer holds text or perf samples
 * @param cpus cpus that have data, ascending
 */
public record Buffer(int id, String name, @Nullable String clock, int subBufferSize, List<Integer> cpus) {}
