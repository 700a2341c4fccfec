// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import java.nio.ByteOrder;
import java.util.List;

/**
 * Consecutive sub-buffers of one cpu with the places of their selected records. Valid only during
 * {@link RecordSink#accept}: bytes and arrays are reused afterwards.
 *
 * @param worker number of the thread that scans, from 0; a sink may keep state per worker without locks
 * @param cpu cpu, -1 for lines of a text buffer
 * @param bufferId {@link Buffer#id()}
 * @param bytes the block's bytes, followed by at least 8 readable bytes of anything
 * @param order byte order of numbers in {@code bytes}
 * @param recBase {@code rec} of the record at offset 0
 * @param stamped whether the records have timestamps; lines of text buffers have none yet
 * @param events the events with records in this block
 * @param issues where a decoder notes what is wrong with a record
 */
@SuppressWarnings("ArrayRecordComponent") // a view on a reused array, never compared
public record RecordBlock(
        int worker,
        int cpu,
        int bufferId,
        byte[] bytes,
        ByteOrder order,
        long recBase,
        boolean stamped,
        List<EventRecords> events,
        IssueLog issues) {

    /**
     * The record's place: for uncompressed data the offset of its payload in the file; for compressed data the offset in
     * the cpu's unpacked run of sub-buffers. Increasing per cpu buffer, the same under any selection.
     */
    public long rec(int offset) {
        return recBase + offset;
    }
}
