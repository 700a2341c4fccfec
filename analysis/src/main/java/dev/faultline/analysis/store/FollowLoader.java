// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.BatchSink;
import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.text.GrowingText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Fills a store from a text while it grows, piece by piece and without a copy of it. When it is followed, the store that stands at
 * the output is replaced every few seconds by one with all rows so far (docs/decisions/0006-snapshots-of-a-store-that-grows.md).
 */
final class FollowLoader {
    private static final short ID = 0;
    private static final long LOOK_MILLIS = 200;
    /** A snapshot takes at most one part in so many of the time. */
    private static final long SHARE = 5;

    private final StoreFile store;
    private final LoadRequest request;
    private final Progress progress;
    private final FollowedCapture all = new FollowedCapture();
    private final Map<String, AtomicLong> stored = new ConcurrentHashMap<>();
    private final long every;
    private final boolean followed;
    private long due;

    /** @param every how often the store is replaced, at most; {@code null}: once, when the text has ended */
    FollowLoader(StoreFile store, LoadRequest request, @Nullable Duration every, Progress progress) {
        this.store = store;
        this.request = request;
        this.progress = progress;
        this.followed = every != null;
        this.every = every == null ? 0 : every.toMillis();
    }

    /** Follows until the text ends or {@code stop} says so; everything that came until then is in the store. */
    void run(GrowingText text, BooleanSupplier stop) throws IOException, InterruptedException {
        try (BufferAllocator allocator = new RootAllocator()) {
            TableLoaders loaders = new TableLoaders(store, allocator, new TableNames());
            if (followed) {
                follow(text, stop, loaders, allocator);
            } else {
                loaders.load(origin(), stored, sink -> {
                    whole(text, sink, allocator);
                    return all;
                });
            }
            if (!all.begun()) {
                throw new MalformedCaptureException(
                        origin(), "", 0, "no event line until the end", "ftrace text or perf script text");
            }
            write(loaders);
        }
    }

    private String origin() {
        return request.captures().get(0).toString();
    }

    private void whole(GrowingText text, BatchSink sink, BufferAllocator allocator)
            throws IOException, InterruptedException {
        boolean last = false;
        while (true) {
            text.await();
            Capture piece = text.next(last);
            if (piece != null) {
                read(piece, sink, allocator);
            } else if (last) {
                return;
            } else {
                last = text.ended();
            }
        }
    }

    private void follow(GrowingText text, BooleanSupplier stop, TableLoaders loaders, BufferAllocator allocator)
            throws IOException, InterruptedException {
        boolean fresh = false;
        boolean ending = false;
        due = System.currentTimeMillis() + every;
        while (true) {
            boolean last = ending;
            Capture piece = text.next(last);
            if (piece != null) {
                fresh = loaders.load(origin(), stored, sink -> read(piece, sink, allocator));
            } else if (last) {
                return;
            } else {
                ending = text.ended() || stop.getAsBoolean();
                if (!ending) {
                    Thread.sleep(LOOK_MILLIS);
                }
            }
            if (fresh && System.currentTimeMillis() >= due) {
                commit(loaders);
                fresh = false;
            }
        }
    }

    private boolean read(Capture piece, BatchSink sink, BufferAllocator allocator)
            throws IOException, InterruptedException {
        FormatReader reader = new FormatReader(request.withCaptures(List.of()));
        Selection selection = request.window().withEvents(request.events()::wants);
        try (piece) {
            ScanSummary summary = reader.read(piece, ID, selection, allocator, batch -> {
                int rows = batch.rows().getRowCount();
                sink.accept(batch);
                progress.at(followed ? "following" : "reading " + origin(), rows);
            });
            all.add(piece, summary);
        }
        return true;
    }

    private void write(TableLoaders loaders) {
        Stream.concat(FixedTables.OF_CAPTURE.stream(), Stream.of("event_schema"))
                .forEach(table -> store.run("DELETE FROM store.main." + table));
        ScanSummary summary = all.summary();
        new FixedTables(store).write(ID, all, summary);
        new EventSchemaTable(store, request.events(), loaders)
                .write(ID, all.schemas(), summary.recordsPerEvent(), stored);
    }

    private void commit(TableLoaders loaders) throws IOException {
        long begun = System.currentTimeMillis();
        write(loaders);
        store.snapshot();
        progress.stored(all.summary());
        long took = System.currentTimeMillis() - begun;
        due = System.currentTimeMillis() + Math.max(every, SHARE * took);
    }

    /** Says at the end what was read, and what could not be. */
    ScanSummary report() {
        ScanSummary summary = all.summary();
        progress.read(all.info(), all.issues(), summary);
        return summary;
    }
}
