// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/** One batch as a stream that ends after it. DuckDB scans it once, from a thread of its own. */
final class ArrowStream extends ArrowReader {
    private final VectorSchemaRoot rows;
    private boolean handedOver;

    ArrowStream(BufferAllocator allocator, VectorSchemaRoot rows) {
        super(allocator);
        this.rows = rows;
    }

    @Override
    protected Schema readSchema() {
        return rows.getSchema();
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        if (handedOver) {
            return false;
        }
        handedOver = true;
        // Unloading shares the buffers and counts a reference: the exported batch outlives the caller's root.
        try (ArrowRecordBatch batch = new VectorUnloader(rows).getRecordBatch()) {
            loadRecordBatch(batch);
        }
        return rows.getRowCount() > 0;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {}
}
