// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes what {@code per_cpu/cpuN/trace_pipe_raw} gives: sub-buffers one behind another, without a container. Readable
 * only with the header page and the formats of the same boot.
 */
public final class RawPagesWriter implements Closeable {
    private final FileOut out;
    private final SubBufferWriter subBuffer;
    private final byte[] bytes;
    private boolean open;
    private long lost = SubBufferWriter.NOTHING_LOST;

    /** Creates or replaces the file of one cpu. */
    public RawPagesWriter(Path path, Machine machine, int subBufferSize) throws IOException {
        out = new FileOut(path);
        subBuffer = new SubBufferWriter(machine, subBufferSize);
        bytes = new byte[subBufferSize];
    }

    public RawPagesWriter record(long ts, Row row) throws IOException {
        return record(ts, row.array(), row.length());
    }

    /** Writes a record of any bytes. */
    public RawPagesWriter record(long ts, byte[] record, int length) throws IOException {
        if (!subBuffer(ts).append(ts, record, length)) {
            endSubBuffer();
            if (!subBuffer(ts).append(ts, record, length)) {
                throw new IllegalArgumentException("a record of " + length + " bytes does not fit a sub-buffer");
            }
        }
        return this;
    }

    /** Ends the sub-buffer and writes another one, byte for byte. */
    public RawPagesWriter rawSubBuffer(byte[] content) throws IOException {
        endSubBuffer();
        out.write(content);
        return this;
    }

    /** Ends the sub-buffer; {@code count} events, or {@link SubBufferWriter#LOST_UNCOUNTED}, are lost before the next. */
    public RawPagesWriter lost(long count) throws IOException {
        endSubBuffer();
        lost = count;
        return this;
    }

    /** The sub-buffer being filled (a new one at {@code ts} if there is none), for special entries. */
    public SubBufferWriter subBuffer(long ts) {
        if (!open) {
            subBuffer.begin(bytes, 0, ts, lost);
            lost = SubBufferWriter.NOTHING_LOST;
            open = true;
        }
        return subBuffer;
    }

    /** What tracefs shows as {@code events/header_page}. */
    public static String headerPage(Machine machine, int subBufferSize) {
        return new TraceDatMetadata(TraceDatSpec.of(machine).subBufferSize(subBufferSize)).headerPage();
    }

    /** What tracefs shows as {@code events/header_event}. */
    public static String headerEvent() {
        return TraceDatMetadata.headerEvent();
    }

    /** Ends the sub-buffer, if one is begun. */
    public void endSubBuffer() throws IOException {
        if (open) {
            subBuffer.end();
            out.write(bytes);
            open = false;
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            endSubBuffer();
        }
    }
}
