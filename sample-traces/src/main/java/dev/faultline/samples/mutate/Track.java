// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawBuffer;
import dev.faultline.samples.read.RawRecord;
import dev.faultline.samples.read.RawSubBuffer;
import java.util.List;

/**
 * The sub-buffers of one cpu of one buffer.
 *
 * @param records all their records, in buffer order
 */
record Track(RawBuffer buffer, int cpu, List<RawSubBuffer> subBuffers, List<RawRecord> records) {
    Track(RawBuffer buffer, int cpu, List<RawSubBuffer> subBuffers) {
        this(
                buffer,
                cpu,
                subBuffers,
                subBuffers.stream()
                        .flatMap(subBuffer -> subBuffer.records().stream())
                        .toList());
    }
}
