// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a buffer's data lies.
 *
 * @param name instance name, empty for the top buffer
 * @param clock the buffer's clock, where stated
 * @param subBufferSize bytes of a sub-buffer
 * @param compressed whether the cpus' data is in compressed chunks
 * @param cpus each cpu's run
 */
record BufferData(String name, @Nullable String clock, int subBufferSize, boolean compressed, List<Run> cpus) {
    /**
     * One cpu's data.
     *
     * @param cpu cpu
     * @param offset in the file
     * @param size bytes in the file, as declared
     */
    record Run(int cpu, long offset, long size) {}
}
