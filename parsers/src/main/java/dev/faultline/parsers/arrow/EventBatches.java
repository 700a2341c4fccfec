// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The module's exit: records become batches of typed rows, one kind of batch per event
 * (docs/decisions/0002-chunks-and-accumulators.md).
 */
public final class EventBatches {
    private final int captureId;
    private final BufferAllocator allocator;
    private final BatchSink sink;
    private final long share;
    private final Function<EventSchema, Set<String>> unwanted;
    private final List<@Nullable EventTable> tables;
    private final List<@Nullable Accumulator[]> workers = new ArrayList<>();

    private EventBatches(
            Capture capture, int captureId, ReadOptions options, BufferAllocator allocator, BatchSink sink) {
        this.captureId = captureId;
        this.allocator = allocator;
        this.sink = sink;
        int count = Math.max(1, options.workers());
        this.unwanted = options.unwanted();
        this.share = options.byteBudget() / count;
        int events = capture.schemas().size();
        this.tables = new ArrayList<>();
        for (EventSchema schema : capture.schemas()) {
            tables.add(EventTable.of(schema));
        }
        for (int i = 0; i < count; i++) {
            workers.add(new @Nullable Accumulator[events]);
        }
    }

    /**
     * Decodes everything selected, once. Each batch has up to 122,880 rows of one event; the sink owns it. Batches of
     * one event come from all workers; rows inside a batch follow the order in which that worker took its chunks.
     *
     * @param captureId value of column {@code capture_id}
     * @param allocator whose memory the batches use; everything not handed out is released, also on failure
     * @throws IOException when the capture cannot be read, or from the sink
     */
    public static ScanSummary read(
            Capture capture,
            int captureId,
            Selection selection,
            ReadOptions options,
            BufferAllocator allocator,
            BatchSink sink)
            throws IOException, InterruptedException {
        EventBatches batches = new EventBatches(capture, captureId, options, allocator, sink);
        try {
            ScanSummary summary = capture.scan(selection, Math.max(1, options.workers()), batches::take);
            batches.flushAll();
            return summary;
        } finally {
            batches.close();
        }
    }

    private void take(RecordBlock block) throws IOException, InterruptedException {
        @Nullable Accumulator[] mine = workers.get(block.worker());
        for (EventRecords records : block.events()) {
            accumulator(mine, records).append(block, records, sink);
        }
        keepBudget(mine);
    }

    private Accumulator accumulator(@Nullable Accumulator[] mine, EventRecords records) {
        int index = records.index();
        Accumulator accumulator = mine[index];
        if (accumulator == null) {
            EventTable table = table(records);
            accumulator = new Accumulator(table, captureId, unwanted.apply(table.event()), allocator);
            mine[index] = accumulator;
        }
        return accumulator;
    }

    private EventTable table(EventRecords records) {
        EventTable table = Objects.requireNonNull(tables.get(records.index()));
        Origins origins = records.origins();
        return origins != null && origins.hasKinds() ? table.withKind() : table;
    }

    /** Hands out the largest accumulators of a worker until it is within its share of the budget. */
    private void keepBudget(@Nullable Accumulator[] mine) throws IOException, InterruptedException {
        long total = 0;
        for (Accumulator accumulator : mine) {
            total += accumulator == null ? 0 : accumulator.bytes();
        }
        while (total > share) {
            Accumulator largest = null;
            for (Accumulator accumulator : mine) {
                if (accumulator != null && (largest == null || accumulator.bytes() > largest.bytes())) {
                    largest = accumulator;
                }
            }
            if (largest == null || largest.bytes() == 0) {
                return;
            }
            total -= largest.bytes();
            largest.flush(sink);
        }
    }

    /** Event by event, so that the rests of all workers arrive together. */
    private void flushAll() throws IOException, InterruptedException {
        for (int index = 0; index < tables.size(); index++) {
            for (@Nullable Accumulator[] mine : workers) {
                Accumulator accumulator = mine[index];
                if (accumulator != null) {
                    accumulator.flush(sink);
                }
            }
        }
    }

    private void close() {
        for (@Nullable Accumulator[] mine : workers) {
            for (Accumulator accumulator : mine) {
                if (accumulator != null) {
                    accumulator.close();
                }
            }
        }
    }
}
