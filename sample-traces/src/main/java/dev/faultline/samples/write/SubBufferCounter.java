// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

/** How many sub-buffers a {@link CpuWriter} would fill with the same records: for {@link TraceDatSpec#planned}. */
public final class SubBufferCounter {
    private final SubBufferWriter subBuffer;
    private final byte[] bytes;
    private long count;

    public SubBufferCounter(Machine machine, int subBufferSize) {
        subBuffer = new SubBufferWriter(machine, subBufferSize);
        bytes = new byte[subBufferSize];
    }

    /** Counts one record. */
    public void record(long ts, Row row) {
        if (count == 0 || !subBuffer.append(ts, row.array(), row.length())) {
            count++;
            subBuffer.begin(bytes, 0, ts, SubBufferWriter.NOTHING_LOST);
            if (!subBuffer.append(ts, row.array(), row.length())) {
                throw new IllegalArgumentException(
                        "a record of " + row.length() + " bytes does not fit a sub-buffer of " + subBuffer.size());
            }
        }
    }

    /** Sub-buffers so far. */
    public long count() {
        return count;
    }
}
