// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.Words;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.BitSet;

/** Sub-buffers that lie in the file as they were in the kernel. */
public final class StoredCpuBuffer implements CpuBuffer {
    private static final BitSet NONE_MISSING = new BitSet();

    private final CaptureFile file;
    private final ByteOrder order;
    private final Source source;
    private final int chunkSize;

    /**
     * Where the sub-buffers are.
     *
     * @param cpu cpu
     * @param bufferId buffer
     * @param subBufferSize bytes of one sub-buffer
     * @param place file and part, for issues
     * @param offset first byte in the file
     * @param size bytes that are really in the file
     * @param truncated whether more was declared
     */
    public record Source(
            int cpu, int bufferId, int subBufferSize, String place, long offset, long size, boolean truncated) {}

    /** @param chunkSize bytes wanted per chunk; rounded to whole sub-buffers */
    public StoredCpuBuffer(CaptureFile file, ByteOrder order, Source source, int chunkSize) {
        this.file = file;
        this.order = order;
        this.source = source;
        this.chunkSize = Math.max(1, chunkSize / source.subBufferSize()) * source.subBufferSize();
    }

    @Override
    public int cpu() {
        return source.cpu();
    }

    @Override
    public int bufferId() {
        return source.bufferId();
    }

    @Override
    public int subBufferSize() {
        return source.subBufferSize();
    }

    @Override
    public String place() {
        return source.place();
    }

    @Override
    public boolean truncated() {
        return source.truncated();
    }

    @Override
    public int chunks() {
        return Math.toIntExact((source.size() + chunkSize - 1) / chunkSize);
    }

    @Override
    public long firstStamp(int chunk) throws IOException {
        byte[] stamp = new byte[8];
        file.read(source.offset() + (long) chunk * chunkSize, stamp, 0, 8);
        return Words.s64(stamp, 0, order);
    }

    @Override
    public Loaded load(int chunk, byte[] room, IssueLog issues) throws IOException {
        long at = (long) chunk * chunkSize;
        int wanted = (int) Math.min(chunkSize, source.size() - at);
        byte[] bytes = room.length >= wanted + Loaded.SLACK ? room : new byte[wanted + Loaded.SLACK];
        int length = file.read(source.offset() + at, bytes, 0, wanted);
        return new Loaded(bytes, length, source.offset() + at, at / source.subBufferSize(), NONE_MISSING);
    }
}
