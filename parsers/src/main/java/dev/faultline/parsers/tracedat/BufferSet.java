// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.ringbuffer.CpuBuffer;
import dev.faultline.parsers.ringbuffer.StoredCpuBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The buffers of a capture: ring buffers first, the top buffer before instances, then buffers saved as text.
 *
 * @param list all of them, by id
 * @param ringBuffers how many are ring buffers
 * @param cpus the ring buffers' data
 */
record BufferSet(List<Buffer> list, int ringBuffers, List<CpuBuffer> cpus) {
    private static final int SMALLEST = 64;
    private static final int LARGEST = (1 << 27) + 64;

    static BufferSet of(Contents contents) throws IOException {
        List<BufferData> ordered = new ArrayList<>(contents.buffers);
        ordered.sort(Comparator.comparing(buffer -> !buffer.name().isEmpty()));
        List<Buffer> list = new ArrayList<>();
        List<CpuBuffer> cpus = new ArrayList<>();
        for (BufferData data : ordered) {
            List<Integer> numbers =
                    data.cpus().stream().map(BufferData.Run::cpu).sorted().toList();
            list.add(new Buffer(list.size(), data.name(), data.clock(), data.subBufferSize(), numbers));
            if (possible(contents, data)) {
                addRuns(contents, data, list.size() - 1, cpus);
            }
        }
        int ringBuffers = list.size();
        if (ringBuffers == 0 && contents.texts.isEmpty()) {
            CpuFiles.add(contents, list, cpus);
            ringBuffers = list.size();
        }
        for (Contents.TextBuffer text : contents.texts) {
            list.add(new Buffer(list.size(), text.name(), text.clock(), 0, List.of()));
            contents.issues.add(
                    IssueKind.TEXT_BUFFER,
                    text.text().fileOffset(0),
                    () -> "buffer \"" + text.name() + "\": " + text.text().length() + " bytes of text");
        }
        mixedClocks(contents, list);
        return new BufferSet(List.copyOf(list), ringBuffers, List.copyOf(cpus));
    }

    private static boolean possible(Contents contents, BufferData data) {
        int size = data.subBufferSize();
        if (size >= SMALLEST && size <= LARGEST && size % 4 == 0) {
            return true;
        }
        contents.issues.add(
                IssueKind.BAD_SUB_BUFFER_SIZE,
                data.cpus().isEmpty() ? 0 : data.cpus().get(0).offset(),
                () -> "buffer \"" + data.name() + "\": " + size + " bytes");
        return false;
    }

    private static void addRuns(Contents contents, BufferData data, int id, List<CpuBuffer> cpus) throws IOException {
        for (BufferData.Run run : data.cpus()) {
            String place = contents.file.name() + ": " + (data.name().isEmpty() ? "" : "buffer " + data.name() + " / ")
                    + "cpu " + run.cpu();
            long available = run.offset() < 0 ? 0 : Math.max(0, contents.file.length() - run.offset());
            boolean whole = run.size() >= 0 && run.size() <= available;
            if (!whole) {
                contents.issues.add(
                        IssueKind.TRUNCATED,
                        run.offset(),
                        () -> place + ": " + available + " of " + Long.toUnsignedString(run.size())
                                + " bytes are there");
            }
            long size = whole ? run.size() : available;
            StoredCpuBuffer.Source source = new StoredCpuBuffer.Source(
                    run.cpu(), id, data.subBufferSize(), place, Math.max(0, run.offset()), size, !whole);
            boolean chunks = data.compressed() && size > 0;
            cpus.add(
                    chunks
                            ? new CompressedCpuBuffer(
                                    contents.file, contents.header, source, CpuBuffer.CHUNK, contents.issues)
                            : new StoredCpuBuffer(contents.file, contents.header.order(), source, CpuBuffer.CHUNK));
        }
    }

    private static void mixedClocks(Contents contents, List<Buffer> list) {
        for (Buffer buffer : list) {
            String first = Objects.requireNonNullElse(list.get(0).clock(), "");
            String other = Objects.requireNonNullElse(buffer.clock(), first);
            if (!other.equals(first)) {
                contents.issues.add(
                        IssueKind.MIXED_CLOCKS,
                        0,
                        () -> "buffer \"" + buffer.name() + "\" uses " + other + ", the first one " + first);
            }
        }
    }
}
