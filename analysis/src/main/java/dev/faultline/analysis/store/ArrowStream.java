// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Finished batches of one schema as a stream. DuckDB scans it once, from a thread of its own, and keeps reading a batch after it
 * asked for the next: every batch keeps its own buffers.
 */
final class ArrowStream extends ArrowReader {
    private final Schema schema;
    private final Set<String> names = new HashSet<>();
    private final Deque<VectorSchemaRoot> batches;
    private @Nullable VectorSchemaRoot current;

    /** Takes the batches over one by one as they are read; {@code schema} has all of their columns or some. */
    ArrowStream(BufferAllocator allocator, Schema schema, Deque<VectorSchemaRoot> batches) {
        super(allocator);
        this.schema = schema;
        schema.getFields().forEach(field -> names.add(field.getName()));
        this.batches = batches;
    }

    @Override
    protected Schema readSchema() {
        return schema;
    }

    @Override
    public boolean loadNextBatch() {
        closeCurrent();
        VectorSchemaRoot batch = batches.poll();
        current = batch == null ? null : wanted(batch);
        return current != null;
    }

    /** The columns of the schema; the others are released. */
    private VectorSchemaRoot wanted(VectorSchemaRoot batch) {
        List<FieldVector> vectors = new ArrayList<>();
        for (FieldVector vector : batch.getFieldVectors()) {
            if (names.contains(vector.getName())) {
                vectors.add(vector);
            } else {
                vector.close();
            }
        }
        return new VectorSchemaRoot(schema.getFields(), vectors, batch.getRowCount());
    }

    /** The batch itself: whoever exports it counts a reference of its own to every buffer. */
    @Override
    public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
        VectorSchemaRoot batch = current;
        return batch == null ? super.getVectorSchemaRoot() : batch;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    private void closeCurrent() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    @Override
    protected void closeReadSource() {
        closeCurrent();
        for (VectorSchemaRoot rows = batches.poll(); rows != null; rows = batches.poll()) {
            rows.close();
        }
    }
}
