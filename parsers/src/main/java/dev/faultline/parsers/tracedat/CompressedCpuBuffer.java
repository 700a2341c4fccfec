// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.Compression;
import dev.faultline.parsers.io.Words;
import dev.faultline.parsers.ringbuffer.CpuBuffer;
import dev.faultline.parsers.ringbuffer.StoredCpuBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Sub-buffers in compressed chunks: u32 number of chunks; each u32 packed size, u32 size, data (trace-cmd
 * lib/trace-cmd/trace-compress.c, {@code tracecmd_load_chunks_info()}). The unpacked chunks, one after another, are the
 * run of sub-buffers. Several chunks are read as one, ending where a sub-buffer ends.
 */
final class CompressedCpuBuffer implements CpuBuffer {
    /** trace-cmd packs 10 sub-buffers per chunk; what declares much more is damaged. */
    private static final long LARGEST = 16 << 20;

    private final CaptureFile file;
    private final TraceDatHeader header;
    private final StoredCpuBuffer.Source source;
    private final List<Packed> packed = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private boolean truncated;

    /** One compressed chunk: place in the file and in the run. */
    private record Packed(long offset, int packedSize, int size) {}

    /** Chunks {@code from} (inclusive) to {@code to}, at {@code runOffset} of the run. */
    private record Group(int from, int to, long runOffset, int size) {}

    /** @param issues where an impossible table of chunks is noted */
    CompressedCpuBuffer(
            CaptureFile file, TraceDatHeader header, StoredCpuBuffer.Source source, int chunkSize, IssueLog issues)
            throws IOException {
        this.file = file;
        this.header = header;
        this.source = source;
        readTable(issues);
        group(chunkSize);
    }

    private void readTable(IssueLog issues) throws IOException {
        byte[] word = new byte[8];
        // trace-cmd 3.1 leaves the word with the number of chunks out of the size it declares
        long end = Math.min(file.length(), source.offset() + source.size() + 4);
        long at = source.offset() + 4;
        boolean counted = at <= end && file.read(source.offset(), word, 0, 4) == 4;
        long count = counted ? Integer.toUnsignedLong(Words.s32(word, 0, header.order())) : 0;
        truncated = !counted;
        for (long i = 0; i < count; i++) {
            boolean readable = end - at >= 8 && file.read(at, word, 0, 8) == 8;
            long packedSize = readable ? Integer.toUnsignedLong(Words.s32(word, 0, header.order())) : 0;
            long size = readable ? Integer.toUnsignedLong(Words.s32(word, 4, header.order())) : 0;
            if (!readable || packedSize > end - at - 8) {
                truncatedAt(at, i, count, issues);
                return;
            }
            if (size > largest()) {
                truncated = true;
                long number = i;
                issues.add(
                        IssueKind.BAD_CHUNK,
                        at,
                        () -> place() + ": chunk " + number + " declares " + size + " bytes, at most " + largest());
                return;
            }
            packed.add(new Packed(at + 8, (int) packedSize, (int) size));
            at += 8 + packedSize;
        }
    }

    private void truncatedAt(long at, long number, long count, IssueLog issues) {
        truncated = true;
        issues.add(IssueKind.TRUNCATED, at, () -> place() + ": " + number + " of " + count + " chunks are whole");
    }

    private long largest() {
        return Math.max(LARGEST, 16L * source.subBufferSize());
    }

    private void group(int chunkSize) {
        long run = 0;
        int from = 0;
        long size = 0;
        for (int i = 0; i < packed.size(); i++) {
            size += packed.get(i).size();
            boolean aligned = (run + size) % source.subBufferSize() == 0;
            boolean full = (size >= chunkSize && aligned) || size >= largest();
            if (full || i == packed.size() - 1) {
                groups.add(new Group(from, i + 1, run, (int) size));
                run += size;
                from = i + 1;
                size = 0;
            }
        }
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
        return truncated;
    }

    @Override
    public int chunks() {
        return groups.size();
    }

    @Override
    public long firstStamp(int chunk) throws IOException {
        Packed first = packed.get(groups.get(chunk).from());
        Compression.Unpacked data = unpack(first);
        return data.length() >= 8 ? Words.s64(data.bytes(), 0, header.order()) : 0;
    }

    @Override
    public Loaded load(int chunk, byte[] room, IssueLog issues) throws IOException {
        Group group = groups.get(chunk);
        byte[] bytes = room.length >= group.size() + Loaded.SLACK ? room : new byte[group.size() + Loaded.SLACK];
        BitSet missing = new BitSet();
        int at = 0;
        for (Packed part : packed.subList(group.from(), group.to())) {
            Compression.Unpacked data = unpack(part);
            System.arraycopy(data.bytes(), 0, bytes, at, data.length());
            String damage = data.damage();
            if (damage != null) {
                issues.add(IssueKind.BAD_CHUNK, part.offset(), () -> damage);
                missing.set(
                        (at + data.length()) / source.subBufferSize(),
                        (at + part.size() + source.subBufferSize() - 1) / source.subBufferSize());
            }
            at += part.size();
        }
        long number = group.runOffset() / source.subBufferSize();
        return new Loaded(bytes, group.size(), group.runOffset(), number, missing);
    }

    private Compression.Unpacked unpack(Packed part) throws IOException {
        byte[] data = new byte[part.packedSize()];
        int n = file.read(part.offset(), data, 0, data.length);
        return header.compression().unpack(data, 0, n, part.size());
    }
}
