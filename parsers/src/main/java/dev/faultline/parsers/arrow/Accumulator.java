// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** The rows of one event that one worker has collected and not yet handed out. */
final class Accumulator implements AutoCloseable {
    /**
     * Rows of a full batch. Every worker holds one for every event, and each costs an export. A power of two: allocations are
     * rounded up to one, and what is free fits again (decision 0004 of the analysis).
     */
    static final int FULL = 32_768;

    private static final int SMALLEST = 64;

    private final EventTable table;
    private final List<Column> columns = new ArrayList<>();
    /** Place of each column in the table. */
    private final List<Integer> places = new ArrayList<>();

    private int rows;
    private int capacity;
    private long bytes;
    private boolean frequent;

    /** @param unwanted names of columns to leave out, of those every table starts with */
    Accumulator(EventTable table, int captureId, Set<String> unwanted, BufferAllocator allocator) {
        this.table = table;
        List<Column> prefix = PrefixColumns.of(table, captureId, allocator);
        for (int i = 0; i < prefix.size(); i++) {
            if (!unwanted.contains(table.columns().get(i))) {
                columns.add(prefix.get(i));
                places.add(i);
            }
        }
        List<Field> types = table.schema().getFields();
        for (int i = 0; i < table.fields().size(); i++) {
            int place = EventTable.PREFIX + i;
            columns.add(column(types.get(place), table.fields().get(i), table.event(), allocator));
            places.add(place);
        }
        int behind = EventTable.PREFIX + table.fields().size();
        if (behind < types.size()) {
            columns.add(PrefixColumns.kind(types.get(behind), allocator));
            places.add(behind);
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
        dev.faultline.parsers.schema.Field field = records.lacksSome() ? shown(places.get(i)) : null;
        if (field != null && records.lacks(field)) {
            columns.get(i).appendNulls(rows, to - from);
        } else {
            columns.get(i).append(block, records, from, to, rows);
        }
    }

    /** The event's field that a column shows, {@code null} for a column of another origin. */
    private dev.faultline.parsers.schema.@Nullable Field shown(int place) {
        if (place >= EventTable.PREFIX + table.fields().size()) {
            return null;
        }
        return place < EventTable.PREFIX
                ? table.event().field(table.columns().get(place))
                : table.fields().get(place - EventTable.PREFIX);
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
        List<Field> declared = new ArrayList<>(table.schema().getFields());
        for (int i = 0; i < columns.size(); i++) {
            FieldVector vector = columns.get(i).seal(rows);
            vectors.add(vector);
            types.add(vector.getField());
            declared.set(places.get(i), vector.getField());
        }
        boolean asDeclared = declared.equals(table.schema().getFields());
        VectorSchemaRoot root = new VectorSchemaRoot(types, vectors, rows);
        rows = 0;
        capacity = 0;
        bytes = 0;
        sink.accept(new TableBatch(asDeclared ? table : table.withTypes(declared), root));
    }

    @Override
    public void close() {
        for (Column column : columns) {
            column.close();
        }
    }
}
