// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of one cpu of one buffer. Sub-buffers are begun and ended as needed; the other methods are for
 * those who want a particular shape.
 */
public final class CpuWriter {
    private static final int BLOCK = 64 * 1024;
    private static final int SUB_BUFFERS_PER_CHUNK = 10;

    private final BufferWriter buffer;
    private final int cpu;
    private final SubBufferWriter subBuffer;
    private final byte[] block;
    private int blockEnd;
    private boolean open;
    private long lost = SubBufferWriter.NOTHING_LOST;
    private long subBuffers;
    private @Nullable CpuData data;
    private @Nullable Place place;

    CpuWriter(BufferWriter buffer, int cpu, TraceDatSpec capture) {
        boolean compressed = capture.compression != Compression.NONE;
        this.buffer = buffer;
        this.cpu = cpu;
        int size = buffer.spec().subBufferSize();
        this.subBuffer = new SubBufferWriter(capture.machine, size, capture.aligned64);
        this.block = new byte[size * (compressed ? SUB_BUFFERS_PER_CHUNK : Math.max(1, BLOCK / size))];
    }

    public int cpu() {
        return cpu;
    }

    /** Writes one event: {@code fields} by name, numbers, text, {@code byte[]} or {@code long[]}. */
    public CpuWriter record(long ts, EventFormat format, Map<String, ?> fields) throws IOException {
        return record(ts, format.row().setAll(fields));
    }

    public CpuWriter record(long ts, Row row) throws IOException {
        return record(ts, row.array(), row.length());
    }

    /** Writes a record of any bytes. */
    public CpuWriter record(long ts, byte[] bytes, int length) throws IOException {
        if (subBuffer(ts).append(ts, bytes, length)) {
            return this;
        }
        endSubBuffer();
        if (!subBuffer(ts).append(ts, bytes, length)) {
            throw new IllegalArgumentException(
                    "a record of " + length + " bytes does not fit a sub-buffer of " + subBuffer.size());
        }
        return this;
    }

    /** Ends the sub-buffer; the next one says that an unknown number of events was lost before it. */
    public CpuWriter lost() throws IOException {
        endSubBuffer();
        lost = SubBufferWriter.LOST_UNCOUNTED;
        return this;
    }

    /** Ends the sub-buffer; the next one says that {@code count} events were lost before it. */
    public CpuWriter lost(long count) throws IOException {
        endSubBuffer();
        lost = count;
        return this;
    }

    /** The sub-buffer being filled (a new one at {@code ts} if there is none), for special entries. */
    public SubBufferWriter subBuffer(long ts) {
        if (!open) {
            subBuffer.begin(block, blockEnd, ts, lost);
            lost = SubBufferWriter.NOTHING_LOST;
            open = true;
        }
        return subBuffer;
    }

    /** Ends the sub-buffer, if one is begun. */
    public CpuWriter endSubBuffer() throws IOException {
        if (open) {
            subBuffer.end();
            open = false;
            added();
        }
        return this;
    }

    /** Ends the sub-buffer and writes another one, byte for byte; a short one must be the last of its cpu. */
    public CpuWriter rawSubBuffer(byte[] bytes) throws IOException {
        endSubBuffer();
        System.arraycopy(bytes, 0, block, blockEnd, bytes.length);
        blockEnd += bytes.length - subBuffer.size();
        added();
        return this;
    }

    /** Says that no more records come, so that the next cpu of the buffer can be written without a spool file. */
    public void close() throws IOException {
        if (place == null) {
            flush();
            buffer.release(this);
        }
    }

    /** Sub-buffers so far. */
    public long subBuffers() {
        return subBuffers;
    }

    /** Where the cpu's data lies, once it is in the file; uncompressed, sub-buffer n begins n sizes after its start. */
    public @Nullable Place place() {
        return place;
    }

    /** Everything so far into the capture or the spool file. */
    void flush() throws IOException {
        endSubBuffer();
        writeBlock();
    }

    /** Whether data waits in a spool file. */
    boolean spooled() {
        return data != null && data.spooled();
    }

    boolean empty() {
        return data == null;
    }

    void finish(FileOut capture) throws IOException {
        if (data != null && place == null) {
            place = data.finish(buffer.label() + "/cpu" + cpu, capture);
        }
    }

    void discard() throws IOException {
        if (data != null && place == null) {
            data.discard();
        }
    }

    BufferWriter buffer() {
        return buffer;
    }

    private void added() throws IOException {
        blockEnd += subBuffer.size();
        subBuffers++;
        if (blockEnd + subBuffer.size() > block.length) {
            writeBlock();
        }
    }

    private void writeBlock() throws IOException {
        if (blockEnd == 0) {
            return;
        }
        if (place != null) {
            throw new IllegalStateException(buffer.label() + "/cpu" + cpu + " is closed");
        }
        CpuData target = data;
        if (target == null) {
            target = buffer.dataOf(this);
            data = target;
        }
        target.write(block, blockEnd);
        blockEnd = 0;
    }
}
