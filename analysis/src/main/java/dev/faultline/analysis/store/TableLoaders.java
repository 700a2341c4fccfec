// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.BatchSink;
import dev.faultline.parsers.arrow.EventTable;
import dev.faultline.parsers.arrow.TableBatch;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** Loader threads with a connection each, working on different tables of one store. */
final class TableLoaders {
    /** More than two compete with the decoders for the same cores and win nothing (measured, see decision 0002). */
    private static final int LOADERS = 2;

    private static final int WAITING_BATCHES = 4;

    private final StoreFile store;
    private final BufferAllocator allocator;
    private final TableNames names;
    private final Map<String, TableShape> shapes = new ConcurrentHashMap<>();

    TableLoaders(StoreFile store, BufferAllocator allocator, TableNames names) {
        this.store = store;
        this.allocator = allocator;
        this.names = names;
    }

    /** Something that decodes into a sink until its capture ends. */
    interface Source<T> {
        T readInto(BatchSink sink) throws IOException, InterruptedException;
    }

    /**
     * Runs {@code source} in the calling thread and loads what it emits.
     *
     * @param origin the capture's name, for refusals
     * @param stored rows stored so far, by qualified event name
     */
    <T> T load(String origin, Map<String, AtomicLong> stored, Source<T> source)
            throws IOException, InterruptedException {
        LoadQueue queue = new LoadQueue(WAITING_BATCHES);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < LOADERS; i++) {
            Thread thread = new Thread(() -> drain(queue, origin, stored), "loader-" + i);
            threads.add(thread);
            thread.start();
        }
        T result = null;
        try {
            result = source.readInto(queue);
        } catch (RuntimeException | IOException | InterruptedException e) {
            queue.fail(new StoreException("reading " + origin + " stopped", e));
            throw e;
        } finally {
            queue.end();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        queue.rethrow();
        return result;
    }

    private void drain(LoadQueue queue, String origin, Map<String, AtomicLong> stored) {
        try (ArrowLoader loader = new ArrowLoader(store.another(), allocator)) {
            for (TableBatch batch = queue.take(); batch != null; batch = queue.take()) {
                int rows = batch.rows().getRowCount();
                append(loader, batch, origin);
                count(stored, batch.table().event(), rows);
                queue.done(batch);
            }
        } catch (RuntimeException e) {
            queue.fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            queue.fail(new StoreException("loading was interrupted", e));
        }
    }

    private void append(ArrowLoader loader, TableBatch batch, String origin) {
        TableShape shape = shapeOf(batch.table().event());
        define(loader, shape, batch, origin);
        loader.append(shape.place().sql(), batch.rows());
    }

    /** One at a time: two connections that create the same schema at once are a conflict to DuckDB. */
    private synchronized void define(ArrowLoader loader, TableShape shape, TableBatch batch, String origin) {
        try {
            loader.run(shape.fit(batch.rows().getSchema(), origin));
        } catch (RuntimeException e) {
            batch.rows().close();
            throw e;
        }
    }

    /** Statements that make an empty table of an event that has none yet. */
    List<String> create(EventTable table) {
        return shapeOf(table.event()).fit(table.schema(), "");
    }

    private TableShape shapeOf(EventSchema event) {
        return shapes.computeIfAbsent(
                event.qualifiedName(), k -> new TableShape(names.of(event.system(), event.name())));
    }

    private static void count(Map<String, AtomicLong> stored, EventSchema event, int rows) {
        stored.computeIfAbsent(event.qualifiedName(), k -> new AtomicLong()).addAndGet(rows);
    }

    /** The shape of an event's table, {@code null} when it has none. */
    @Nullable
    TableShape shape(String qualifiedName) {
        return shapes.get(qualifiedName);
    }
}
