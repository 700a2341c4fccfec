// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.BatchSink;
import dev.faultline.parsers.arrow.EventTable;
import dev.faultline.parsers.arrow.TableBatch;
import dev.faultline.parsers.schema.EventSchema;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Loader threads with a connection each, working on different tables of one store. */
final class TableLoaders {
    /** More than two compete with the decoders for the same cores and win nothing (measured, see decision 0001). */
    private static final int LOADERS = 2;

    private static final int WAITING_LOADS = 2;

    /** Beside the decoders' own budget. */
    private static final long COLLECTED_BYTES = 96L << 20;

    private final StoreFile store;
    private final BufferAllocator allocator;
    private final TableNames names;
    private final Map<String, TableShape> shapes = new ConcurrentHashMap<>();
    /** Statements that were run: tables of one system need their schema once. */
    private final Set<String> run = new HashSet<>();

    private volatile Function<EventSchema, ConstantColumns> constants = event -> ConstantColumns.NONE;

    TableLoaders(StoreFile store, BufferAllocator allocator, TableNames names) {
        this.store = store;
        this.allocator = allocator;
        this.names = names;
    }

    /** Says, before the first load, what the rows of each event need not bring along. */
    void assume(Function<EventSchema, ConstantColumns> same) {
        constants = same;
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
        LoadQueue queue = new LoadQueue(WAITING_LOADS, COLLECTED_BYTES);
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
            for (TableLoad load = queue.take(); load != null; load = queue.take()) {
                stored.computeIfAbsent(load.event(), k -> new AtomicLong()).addAndGet(load.rows());
                stored.computeIfAbsent(SampleView.ROWS, k -> new AtomicLong()).addAndGet(load.samples());
                append(loader, load, origin);
                queue.done(load);
            }
        } catch (RuntimeException e) {
            queue.fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            queue.fail(new StoreException("loading was interrupted", e));
        }
    }

    private void append(ArrowLoader loader, TableLoad load, String origin) {
        try (load) {
            while (!load.batches().isEmpty()) {
                TableBatch first = load.batches().getFirst();
                Schema schema = first.rows().getSchema();
                TableShape shape = shapeOf(first.table().event());
                define(loader, shape, first.table().schema(), origin);
                loader.append(shape, shape.constants().stored(schema), run(load, schema));
            }
        }
    }

    /** Takes the leading batches of one schema; it differs when a {@code bool} held other values than 0 and 1. */
    private static Deque<VectorSchemaRoot> run(TableLoad load, Schema schema) {
        Deque<VectorSchemaRoot> run = new ArrayDeque<>();
        TableBatch next = load.batches().peek();
        while (next != null && next.rows().getSchema().equals(schema)) {
            run.add(load.batches().remove().rows());
            next = load.batches().peek();
        }
        return run;
    }

    /** One at a time: two connections that create the same schema at once are a conflict to DuckDB. */
    private synchronized void define(ArrowLoader loader, TableShape shape, Schema schema, String origin) {
        loader.run(shape.fit(schema, origin).stream().filter(run::add).toList());
    }

    /** Statements that make an empty table of an event that has none yet. */
    List<String> create(EventTable table) {
        return shapeOf(table.event()).fit(table.schema(), "");
    }

    private TableShape shapeOf(EventSchema event) {
        return shapes.computeIfAbsent(
                event.qualifiedName(),
                k -> new TableShape(names.of(event.system(), event.name()), constants.apply(event)));
    }

    /** The shapes of all tables by qualified event name. */
    SortedMap<String, TableShape> shapes() {
        return new TreeMap<>(shapes);
    }

    /** The shape of an event's table, {@code null} when it has none. */
    @Nullable
    TableShape shape(String qualifiedName) {
        return shapes.get(qualifiedName);
    }
}
