// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;

/** The rows of one event that one worker has collected and not yet handed out. */
final class Accumulator implements AutoCloseable {
    /** Rows of a full batch. Larger ones are held by every worker for every event, and smaller ones are exported more often. */
    static final int FULL = 40_960;

    private static final int SMALLEST = 64;

    private final EventTable table;
    private final List<Column> columns;
    private int rows;
    private int capacity;
    private long bytes;
    private boolean frequent;

    Accumulator(EventTable table, int captureId, BufferAllocator allocator) {
        this.table = table;
        this.columns = new ArrayList<>(PrefixColumns.of(table, captureId, allocator));
        List<Field> types = table.schema().getFields();
        for (int i = 0; i < table.fields().size(); i++) {
            columns.add(column(types.get(EventTable.PREFIX + i), table.fields().get(i), table.event(), allocator));
        }
    }

    private static Column column(
            Field type, dev.faultline.parsers.schema.Field field, EventSchema event, BufferAllocator allocator) {
        FieldSpan span = new FieldSpan(field, isProbe(event));
        return switch (field.kind()) {
            case INTEGER -> new IntegerColumn(type, field, false, allocator);
            case POINTER -> new IntegerColumn(type, field, field.size() == 4, allocator);
            case BOOLEAN -> new BooleanColumn(type, field, allocator);
            case TEXT, DATA_LOC_TEXT, REL_LOC_TEXT -> new VariableColumn(type, span, true, allocator);
            case BYTES, DATA_LOC_BYTES, REL_LOC_BYTES -> new VariableColumn(type, span, false, allocator);
            case ARRAY, STACK, DATA_LOC_ARRAY, REL_LOC_ARRAY -> new ListColumn(type, span, field, allocator);
        };
    }

    /**
     * A probe stores length 0 where it could not read a string (Linux kernel/trace/trace_probe_tmpl.h; printed
     * {@code (fault)}); a string that was read has at least its NUL.
     */
    private static boolean isProbe(EventSchema event) {
        return event.field("__probe_ip") != null
                || event.field("__probe_func") != null
                || event.field("__probe_ret_ip") != null;
    }

    /** Appends all records, handing out full batches. */
    void append(RecordBlock block, EventRecords records, BatchSink sink) throws IOException, InterruptedException {
        int from = 0;
        while (from < records.count()) {
            int to = Math.min(records.count(), from + FULL - rows);
            reserve(rows + to - from);
            for (int i = 0; i < columns.size(); i++) {
                append(i, block, records, from, to);
            }
            rows += to - from;
            from = to;
            if (rows == FULL) {
                frequent = true;
                flush(sink);
            }
        }
        bytes = 0;
        for (Column column : columns) {
            bytes += column.bytes();
        }
    }

    private void append(int i, RecordBlock block, EventRecords records, int from, int to) {
        if (i >= EventTable.PREFIX && records.lacks(table.fields().get(i - EventTable.PREFIX))) {
            columns.get(i).appendNulls(rows, to - from);
        } else {
            columns.get(i).append(block, records, from, to, rows);
        }
    }

    private void reserve(int needed) {
        if (needed <= capacity) {
            return;
        }
        int doubled = Math.max(SMALLEST, 2 * Math.max(capacity, needed));
        capacity = frequent ? FULL : Math.min(FULL, doubled);
        for (Column column : columns) {
            column.reserve(capacity);
        }
    }

    /** Bytes held. */
    long bytes() {
        return bytes;
    }

    /** Hands out what there is. */
    void flush(BatchSink sink) throws IOException, InterruptedException {
        if (rows == 0) {
            return;
        }
        List<FieldVector> vectors = new ArrayList<>(columns.size());
        List<Field> types = new ArrayList<>(columns.size());
        for (Column column : columns) {
            FieldVector vector = column.seal(rows);
            vectors.add(vector);
            types.add(vector.getField());
        }
        boolean asDeclared = types.equals(table.schema().getFields());
        VectorSchemaRoot root = new VectorSchemaRoot(types, vectors, rows);
        rows = 0;
        capacity = 0;
        bytes = 0;
        sink.accept(new TableBatch(asDeclared ? table : table.withTypes(types), root));
    }

    @Override
    public void close() {
        for (Column column : columns) {
            column.close();
        }
    }
}
