// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import java.util.Arrays;
import java.util.List;

/**
 * One sub-buffer of a cpu.
 *
 * @param number its place among the cpu's sub-buffers, from 0
 * @param ts its own time stamp, without what options add
 * @param lost events its header says were lost before it; -1 an unknown number, 0 none
 * @param pages all sub-buffers of the cpu
 * @param size bytes of a sub-buffer
 * @param records its records
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawSubBuffer(int number, long ts, long lost, byte[] pages, int size, List<RawRecord> records) {
    /** The sub-buffer byte for byte. */
    public byte[] bytes() {
        return Arrays.copyOfRange(pages, number * size, (number + 1) * size);
    }
}
