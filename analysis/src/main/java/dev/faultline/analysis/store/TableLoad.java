// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.EventTable;
import dev.faultline.parsers.arrow.TableBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.arrow.vector.FieldVector;

/** Batches of one event that will be inserted together. */
final class TableLoad implements AutoCloseable {
    private final String event;
    private final Deque<TableBatch> batches = new ArrayDeque<>();
    private long rows;
    private long samples;
    private long bytes;

    TableLoad(String event) {
        this.event = event;
    }

    /** Takes over a batch and tells its bytes. */
    long add(TableBatch batch) {
        long size = 0;
        for (FieldVector vector : batch.rows().getFieldVectors()) {
            size += vector.getBufferSize();
            if (vector.getName().equals(EventTable.KIND)) {
                samples += vector.getValueCount() - vector.getNullCount();
            }
        }
        batches.add(batch);
        rows += batch.rows().getRowCount();
        bytes += size;
        return size;
    }

    /** Qualified name of the event. */
    String event() {
        return event;
    }

    long rows() {
        return rows;
    }

    /** Rows that are samples with a kind, too. */
    long samples() {
        return samples;
    }

    long bytes() {
        return bytes;
    }

    /** Batches not yet inserted; whoever takes one out owns it. */
    Deque<TableBatch> batches() {
        return batches;
    }

    @Override
    public void close() {
        for (TableBatch batch = batches.poll(); batch != null; batch = batches.poll()) {
            batch.rows().close();
        }
    }
}
