// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.BatchSink;
import dev.faultline.parsers.arrow.TableBatch;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects decoded batches per table until they fill a row group, then hands them to a loader; holds decoders back when loaders are
 * behind. What is collected stays within a budget of bytes: beyond it the largest load goes first. Loads of one table go to one
 * loader at a time and in the order they came.
 */
final class LoadQueue implements BatchSink {
    /** Four row groups of a store, and four full batches: nothing is left over. */
    private static final int FULL = 131_072;

    private final int capacity;
    private final long budget;
    private final Map<String, TableLoad> collecting = new LinkedHashMap<>();
    private final Queue<TableLoad> ready = new ArrayDeque<>();
    private final Set<String> busy = new HashSet<>();
    private long collected;
    private boolean ended;
    private @Nullable RuntimeException failure;

    /**
     * A queue.
     *
     * @param capacity loads that may wait for a loader
     * @param budget bytes that may be collected
     */
    LoadQueue(int capacity, long budget) {
        this.capacity = capacity;
        this.budget = budget;
    }

    @Override
    public synchronized void accept(TableBatch batch) throws InterruptedException {
        while (ready.size() >= capacity && failure == null) {
            wait();
        }
        if (failure != null) {
            batch.rows().close();
            throw failure;
        }
        TableLoad load = collecting.computeIfAbsent(batch.table().event().qualifiedName(), TableLoad::new);
        collected += load.add(batch);
        if (load.rows() >= FULL) {
            release(load);
        }
        while (collected > budget) {
            release(collecting.values().stream()
                    .max(Comparator.comparingLong(TableLoad::bytes))
                    .orElseThrow());
        }
    }

    private void release(TableLoad load) {
        collecting.remove(load.event());
        collected -= load.bytes();
        ready.add(load);
        notifyAll();
    }

    /** The next load whose table no other loader works on, {@code null} when there will be none. */
    synchronized @Nullable TableLoad take() throws InterruptedException {
        while (failure == null) {
            for (TableLoad load : ready) {
                if (busy.add(load.event())) {
                    ready.remove(load);
                    notifyAll();
                    return load;
                }
            }
            if (ended && ready.isEmpty()) {
                return null;
            }
            wait();
        }
        return null;
    }

    synchronized void done(TableLoad load) {
        busy.remove(load.event());
        notifyAll();
    }

    /** No more batches will come: what was collected is ready. */
    synchronized void end() {
        ended = true;
        ready.addAll(collecting.values());
        collecting.clear();
        collected = 0;
        notifyAll();
    }

    /** A loader gave up: decoders get the failure, other loaders stop, waiting batches are released. */
    synchronized void fail(RuntimeException cause) {
        failure = failure == null ? cause : failure;
        ready.forEach(TableLoad::close);
        ready.clear();
        collecting.values().forEach(TableLoad::close);
        collecting.clear();
        collected = 0;
        notifyAll();
    }

    synchronized void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }
}
