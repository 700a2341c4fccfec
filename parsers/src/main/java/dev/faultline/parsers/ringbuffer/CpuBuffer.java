// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

import dev.faultline.parsers.capture.IssueLog;
import java.io.IOException;
import java.util.BitSet;

/** The sub-buffers of one cpu in one buffer, readable in chunks of whole sub-buffers, from any thread. */
public interface CpuBuffer {
    /**
     * Bytes of a chunk: large enough that per-chunk work does not show, small enough that a chunk and its rows stay in the
     * cpu's cache (docs/decisions/0002-chunks-and-accumulators.md).
     */
    int CHUNK = 1 << 20;

    /** Cpu number. */
    int cpu();

    /** {@link dev.faultline.parsers.capture.Buffer#id()}. */
    int bufferId();

    /** Bytes of one sub-buffer. */
    int subBufferSize();

    /** File and part, for issues. */
    String place();

    /** Whether the file ends before the data does; what is missing is a gap at the end. */
    boolean truncated();

    /** Number of chunks. */
    int chunks();

    /** Raw timestamp of the first sub-buffer of a chunk, for ordering chunks in time; 0 when it cannot be read. */
    long firstStamp(int chunk) throws IOException;

    /**
     * Reads a chunk.
     *
     * @param room an array to use when it is large enough
     * @param issues where damage is noted
     */
    Loaded load(int chunk, byte[] room, IssueLog issues) throws IOException;

    /**
     * A chunk in memory.
     *
     * @param bytes sub-buffers, then at least {@link #SLACK} more readable bytes
     * @param length bytes of sub-buffers
     * @param recBase {@code rec} of the first byte
     * @param firstSubBuffer number of the first sub-buffer within the cpu buffer
     * @param missing sub-buffers of the chunk, counted from 0, that could not be read; already noted as an issue
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Loaded(byte[] bytes, int length, long recBase, long firstSubBuffer, BitSet missing) {
        /** Room behind the data so that 8-byte reads need no bounds logic. */
        public static final int SLACK = 64;
    }
}
