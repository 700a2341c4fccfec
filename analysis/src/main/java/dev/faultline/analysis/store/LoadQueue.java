// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.BatchSink;
import dev.faultline.parsers.arrow.TableBatch;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds decoded batches until a loader takes them; holds decoders back when the loaders are behind. Batches of one table go to one
 * loader at a time and in the order they came.
 */
final class LoadQueue implements BatchSink {
    private final int capacity;
    private final Queue<TableBatch> waiting = new ArrayDeque<>();
    private final Set<String> busy = new HashSet<>();
    private boolean ended;
    private @Nullable RuntimeException failure;

    LoadQueue(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized void accept(TableBatch batch) throws InterruptedException {
        while (waiting.size() >= capacity && failure == null) {
            wait();
        }
        if (failure != null) {
            batch.rows().close();
            throw failure;
        }
        waiting.add(batch);
        notifyAll();
    }

    /** The next batch whose table no other loader works on, {@code null} when there will be none. */
    synchronized @Nullable TableBatch take() throws InterruptedException {
        while (failure == null) {
            for (TableBatch batch : waiting) {
                if (busy.add(batch.table().event().qualifiedName())) {
                    waiting.remove(batch);
                    notifyAll();
                    return batch;
                }
            }
            if (ended && waiting.isEmpty()) {
                return null;
            }
            wait();
        }
        return null;
    }

    synchronized void done(TableBatch batch) {
        busy.remove(batch.table().event().qualifiedName());
        notifyAll();
    }

    /** No more batches will come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** A loader gave up: decoders get the failure, other loaders stop, waiting batches are released. */
    synchronized void fail(RuntimeException cause) {
        failure = failure == null ? cause : failure;
        waiting.forEach(batch -> batch.rows().close());
        waiting.clear();
        notifyAll();
    }

    synchronized void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }
}
