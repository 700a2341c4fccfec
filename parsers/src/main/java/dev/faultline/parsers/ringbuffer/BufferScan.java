// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.capture.RecordSink;
import dev.faultline.parsers.capture.ScanEffort;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over all cpu buffers. Chunks are taken in time order across cpus, so that what comes out is nearly ordered
 * by time; each chunk stands alone, because every sub-buffer starts with an absolute time.
 */
public final class BufferScan {
    private final RecordLayout layout;
    private final TimeMap time;
    private final List<EventSchema> schemas;
    private final EventSchema unknown;

    /**
     * @param schemas every event, position = {@link dev.faultline.parsers.capture.EventRecords#index()}
     * @param unknown which of them takes records of undeclared ids
     */
    public BufferScan(RecordLayout layout, TimeMap time, List<EventSchema> schemas, EventSchema unknown) {
        this.layout = layout;
        this.time = time;
        this.schemas = schemas;
        this.unknown = unknown;
    }

    /**
     * What a scan found.
     *
     * @param records records walked over
     * @param span smallest and largest ts; empty without records
     * @param seen how often each event id was seen
     * @param losses gaps by buffer, cpu and place
     * @param issues defects by buffer, cpu and place
     * @param effort sub-buffers, and those walked over
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    public record Result(
            long records,
            List<Long> span,
            long[] seen,
            List<LostEvents> losses,
            List<ParseIssue> issues,
            ScanEffort effort) {}

    /** A chunk to read and what came of it. */
    private record Task(CpuBuffer buffer, int chunk, long stamp, ChunkReport report) {}

    /** Reads everything selected. */
    public Result run(List<CpuBuffer> buffers, Selection selection, int workers, RecordSink sink)
            throws IOException, InterruptedException {
        List<CpuBuffer> selected = selected(buffers, selection.cpus());
        List<Task> inOrder = tasks(selected);
        List<Task> inTime = new ArrayList<>(inOrder);
        inTime.sort(Comparator.comparingLong(Task::stamp));
        int threads = Math.max(1, Math.min(workers, inTime.size()));
        List<Worker> crew = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            crew.add(new Worker(i, new RecordFilter(schemas, unknown, selection), sink));
        }
        new Crew<>(inTime, crew).run();
        return result(selected, inOrder, crew);
    }

    private static List<CpuBuffer> selected(List<CpuBuffer> buffers, @Nullable Set<Integer> cpus) {
        return buffers.stream()
                .filter(buffer -> cpus == null || cpus.contains(buffer.cpu()))
                .toList();
    }

    private static List<Task> tasks(List<CpuBuffer> buffers) throws IOException {
        List<Task> tasks = new ArrayList<>();
        for (CpuBuffer buffer : buffers) {
            for (int chunk = 0; chunk < buffer.chunks(); chunk++) {
                ChunkReport report = new ChunkReport(new IssueLog(buffer.place()));
                tasks.add(new Task(buffer, chunk, buffer.firstStamp(chunk), report));
            }
        }
        return tasks;
    }

    private static Result result(List<CpuBuffer> selected, List<Task> inOrder, List<Worker> crew) {
        long[] seen = new long[1 << 16];
        long records = 0;
        for (Worker worker : crew) {
            records += worker.reader.records();
            for (int id = 0; id < seen.length; id++) {
                seen[id] += worker.filter.seen[id];
            }
        }
        BufferHistory history = new BufferHistory();
        int next = 0;
        for (CpuBuffer buffer : selected) {
            for (; next < inOrder.size() && inOrder.get(next).buffer == buffer; next++) {
                history.add(buffer, inOrder.get(next).report);
            }
            history.end(buffer);
        }
        ScanEffort effort = new ScanEffort(
                "sub-buffers",
                crew.stream().mapToLong(worker -> worker.reader.subBuffers()).sum(),
                crew.stream().mapToLong(worker -> worker.reader.walked()).sum());
        return new Result(records, history.span(), seen, history.losses(), history.issues(), effort);
    }

    /** One thread's share. */
    private final class Worker implements Crew.Member<Task> {
        private final int number;
        private final RecordFilter filter;
        private final RecordSink sink;
        private final SubBufferReader reader;
        private byte[] room = new byte[0];

        Worker(int number, RecordFilter filter, RecordSink sink) {
            this.number = number;
            this.filter = filter;
            this.sink = sink;
            this.reader = new SubBufferReader(layout, filter, time, new ChunkReport(new IssueLog("")));
        }

        @Override
        public void work(Task task) throws IOException, InterruptedException {
            CpuBuffer buffer = task.buffer;
            IssueLog issues = task.report.issues;
            CpuBuffer.Loaded chunk = buffer.load(task.chunk, room, issues);
            room = chunk.bytes();
            filter.clear();
            reader.read(buffer, chunk, task.report);
            RecordBlock block = new RecordBlock(
                    number,
                    buffer.cpu(),
                    buffer.bufferId(),
                    chunk.bytes(),
                    layout.order(),
                    chunk.recBase(),
                    true,
                    filter.filled(),
                    issues);
            if (!block.events().isEmpty()) {
                sink.accept(block);
            }
        }
    }
}
