// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import dev.faultline.parsers.arrow.TableBatch;
import dev.faultline.samples.read.RawEvent;
import dev.faultline.samples.read.RawField;
import java.nio.ByteOrder;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.jspecify.annotations.Nullable;

/** One batch of the product, with the second reader's view of the event it holds. */
final class ProductTable {
    static final int TS = 1;
    static final int CPU = 2;
    static final int PID = 3;
    static final int FLAGS = 4;
    static final int PREEMPT_COUNT = 5;
    static final int BUFFER_ID = 6;
    static final int REC = 7;
    /** Columns every event table starts with (design 3.1). */
    static final int PREFIX = 9;

    /** Keeps records of events without a format: their id and their bytes. */
    static final String UNKNOWN = "unknown_event";

    private final TableBatch batch;
    private final RawEvent event;
    private final List<String> bufferNames;
    private final ByteOrder order;
    private final IdentityHashMap<RawField, FieldVector> vectors = new IdentityHashMap<>();
    private @Nullable VarBinaryVector payload;

    ProductTable(TableBatch batch, RawEvent event, List<String> bufferNames, ByteOrder order) {
        this.batch = batch;
        this.event = event;
        this.bufferNames = bufferNames;
        this.order = order;
        List<FieldVector> columns = batch.rows().getFieldVectors();
        if (batch.table().event().name().equals(UNKNOWN)) {
            payload = (VarBinaryVector) columns.get(PREFIX + 1);
            return;
        }
        if (columns.size() != PREFIX + event.fields().size()) {
            throw new IllegalArgumentException(
                    event.name() + ": " + batch.table().columns());
        }
        for (int i = 0; i < event.fields().size(); i++) {
            vectors.put(event.fields().get(i), columns.get(PREFIX + i));
        }
    }

    TableBatch batch() {
        return batch;
    }

    RawEvent event() {
        return event;
    }

    List<String> bufferNames() {
        return bufferNames;
    }

    ByteOrder order() {
        return order;
    }

    /** Bytes of whole records, {@code null} for events with columns. */
    @Nullable
    VarBinaryVector payload() {
        return payload;
    }

    FieldVector vector(RawField field) {
        FieldVector vector = vectors.get(field);
        if (vector == null) {
            throw new IllegalArgumentException(event.name() + " has no column for " + field);
        }
        return vector;
    }
}
