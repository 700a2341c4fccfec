// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.io.IOException;
import java.util.Deque;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Finished batches of one schema as a stream. DuckDB scans it once, from a thread of its own, and keeps reading a batch after it
 * asked for the next: every batch keeps its own buffers.
 */
final class ArrowStream extends ArrowReader {
    private final Schema schema;
    private final Deque<VectorSchemaRoot> batches;

    /** Takes the batches over one by one as they are read. */
    ArrowStream(BufferAllocator allocator, Schema schema, Deque<VectorSchemaRoot> batches) {
        super(allocator);
        this.schema = schema;
        this.batches = batches;
    }

    @Override
    protected Schema readSchema() {
        return schema;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        try (VectorSchemaRoot rows = batches.poll()) {
            if (rows == null) {
                return false;
            }
            // Unloading shares the buffers and counts a reference: the exported batch outlives the closed one.
            try (ArrowRecordBatch batch = new VectorUnloader(rows).getRecordBatch()) {
                loadRecordBatch(batch);
            }
            return true;
        }
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {
        for (VectorSchemaRoot rows = batches.poll(); rows != null; rows = batches.poll()) {
            rows.close();
        }
    }
}
