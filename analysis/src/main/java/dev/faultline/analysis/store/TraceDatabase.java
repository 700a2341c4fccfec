// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.CaptureFormats;
import dev.faultline.parsers.capture.ScanSummary;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.perfdata.GrowingPerfData;
import dev.faultline.parsers.text.GrowingText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;

/**
 * Captures as SQL tables. Raw event tables are {@code <system>.<event>}; beside them stand the fixed tables ({@code capture},
 * {@code buffer}, {@code cpu}, {@code task}, {@code lost_event}, {@code parse_issue}, {@code event_schema}, {@code symbol}) and
 * whatever {@link Views} installed.
 *
 * <p>SQL that runs here reaches no file and no network. One thread at a time.
 */
public final class TraceDatabase implements AutoCloseable {
    private static final long BATCH_ROWS = 122_880;

    private final StoreFile store;

    private TraceDatabase(StoreFile store) {
        this.store = store;
    }

    /**
     * Decodes captures into a new store; a single {@code .duckdb} store is opened as it is.
     *
     * @throws IOException when a capture cannot be read at all; the exception names file, place, found and expected
     * @throws StoreException when two captures do not fit into one store
     */
    public static TraceDatabase load(LoadRequest request, Progress progress) throws IOException, InterruptedException {
        if (request.captures().size() == 1 && isStore(request.captures().get(0))) {
            return open(request.captures().get(0), request.resources());
        }
        if (streams(request)) {
            StoreFile store = StoreFile.create(request.resources(), request.store());
            return finish(store, () -> {
                stream(store, request, progress);
                store.finish();
                store.reopen();
            });
        }
        return load(request, new FormatReader(request), progress);
    }

    /**
     * Starts to load DuckDB, which takes a tenth of a second, beside what the caller does next. Whether it can be loaded
     * shows when it is needed.
     */
    public static void prepare() {
        new SideJob<>("load-duckdb", () -> Class.forName("org.duckdb.DuckDBNative"));
    }

    /** Writes the store of a request and leaves it closed. */
    public static void convert(LoadRequest request, Progress progress) throws IOException, InterruptedException {
        if (streams(request)) {
            try (StoreFile store = StoreFile.create(request.resources(), request.store())) {
                stream(store, request, progress);
                store.finish();
            }
            return;
        }
        FormatReader reader = new FormatReader(request);
        try (StoreFile store = StoreFile.create(request.resources(), request.store())) {
            new CaptureLoader(store, request, reader, progress).load();
            store.finish();
        }
    }

    /** Whether all there is to read is text on standard input: that is taken as it comes, without a copy. */
    public static boolean streams(LoadRequest request) throws IOException {
        return request.captures().equals(List.of(CaptureFormats.STANDARD_INPUT))
                && System.in.markSupported()
                && CaptureFormats.isText(System.in);
    }

    private static void stream(StoreFile store, LoadRequest request, Progress progress)
            throws IOException, InterruptedException {
        try (GrowingText text =
                new GrowingText(CaptureFile.sliding(CaptureFormats.STANDARD_INPUT, System.in), request.formats())) {
            FollowLoader loader = new FollowLoader(store, request, null, progress);
            loader.run(text, () -> false);
            loader.report();
        }
    }

    /**
     * Writes the store of a text while it grows, and replaces it every few seconds by one with all rows so far. Returns when the
     * text has ended or {@code stop} says so.
     *
     * @param every how often, at most
     * @return what the store has
     */
    public static ScanSummary follow(
            LoadRequest request, GrowingText text, Duration every, BooleanSupplier stop, Progress progress)
            throws IOException, InterruptedException {
        try (StoreFile store = StoreFile.create(request.resources(), request.store())) {
            FollowLoader loader = new FollowLoader(store, request, every, progress);
            loader.run(text, stop);
            store.finish();
            return loader.report();
        }
    }

    /** As the other, of what perf writes to a pipe. */
    public static ScanSummary follow(
            LoadRequest request, GrowingPerfData pipe, Duration every, BooleanSupplier stop, Progress progress)
            throws IOException, InterruptedException {
        return new PerfFollower(request, every, progress).run(pipe, stop);
    }

    /** Whether a file is a DuckDB database: its magic stands at byte 8 (duckdb.org/docs, "Storage Versions and Format"). */
    public static boolean isStore(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(12);
            return head.length == 12 && new String(head, 8, 4, StandardCharsets.ISO_8859_1).equals("DUCK");
        }
    }

    static TraceDatabase load(LoadRequest request, CaptureReader reader, Progress progress)
            throws IOException, InterruptedException {
        StoreFile store = StoreFile.create(request.resources(), request.store());
        return finish(store, () -> {
            new CaptureLoader(store, request, reader, progress).load();
            store.finish();
            store.reopen();
        });
    }

    /**
     * Opens a store that {@code convert} wrote, without changing it.
     *
     * @throws IOException when another version of Faultline wrote it, with other tables
     */
    public static TraceDatabase open(Path store, Resources resources) throws IOException, InterruptedException {
        StoreFile file = StoreFile.open(resources, store);
        return finish(file, () -> StoreLayout.require(file, StoreFile.CATALOG, store));
    }

    /**
     * Opens the part of a store that {@code convert} wrote that a request asks for; the store itself stays as it is.
     *
     * @throws StoreException when a time is asked of several captures without a common clock
     */
    public static TraceDatabase open(Path whole, LoadRequest part) throws IOException, InterruptedException {
        StoreFile store = StoreFile.create(part.resources(), null);
        return finish(store, () -> StoreWindow.copy(store, whole, part));
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private static TraceDatabase finish(StoreFile store, Step step) throws IOException, InterruptedException {
        boolean done = false;
        try {
            step.run();
            store.lock();
            done = true;
            return new TraceDatabase(store);
        } finally {
            if (!done) {
                store.close();
            }
        }
    }

    /**
     * Asks one question.
     *
     * @param params values of the {@code ?} marks
     * @throws StoreException with DuckDB's message when the SQL is wrong
     */
    public QueryResult query(String sql, @Nullable Object... params) {
        PreparedStatement statement = null;
        try {
            statement = store.connection().prepareStatement(sql);
            bind(statement, params);
            return new QueryResult(statement, statement.executeQuery());
        } catch (SQLException e) {
            closeAfter(statement, e);
            throw Sql.failure(e);
        }
    }

    /**
     * Asks one question with a long answer: hands it over as Arrow batches, in the query's order. A batch is valid during the
     * call only.
     *
     * @throws StoreException with DuckDB's message when the SQL is wrong
     */
    public void batches(String sql, Consumer<VectorSchemaRoot> sink) {
        try (BufferAllocator allocator = new RootAllocator();
                PreparedStatement statement = store.connection().prepareStatement(sql);
                ResultSet rows = statement.executeQuery();
                ArrowReader reader =
                        (ArrowReader) rows.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, BATCH_ROWS)) {
            while (reader.loadNextBatch()) {
                sink.accept(reader.getVectorSchemaRoot());
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one statement that has no answer, and tells how many rows it changed. */
    public long execute(String sql, @Nullable Object... params) {
        try (PreparedStatement statement = store.connection().prepareStatement(sql)) {
            bind(statement, params);
            return statement.execute() ? 0 : Math.max(0, statement.getUpdateCount());
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Writes a query's rows to a Parquet file among {@link Resources#writable()}. */
    public void writeParquet(String sql, Path file) {
        execute("COPY (" + sql + "\n) TO "
                + SqlNames.literal(file.toAbsolutePath().toString()) + StoreExport.PARQUET);
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] params) throws SQLException {
        for (int i = 0; i < params.length; i++) {
            statement.setObject(i + 1, params[i]);
        }
    }

    private static void closeAfter(@Nullable PreparedStatement statement, SQLException cause) {
        try {
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** What the captures know of an event, the best of them: {@code availability("writeback.writeback_dirty_folio")}. */
    public Availability availability(String qualifiedEvent) {
        Object[] row = query("""
                        SELECT max(coalesce(recorded, 0))
                        FROM store.main.event_schema
                        WHERE system || '.' || event = ?
                        """, qualifiedEvent).all().get(0);
        if (row == null || row[0] == null) {
            return Availability.ABSENT;
        }
        return ((Number) row[0]).longValue() > 0 ? Availability.RECORDED : Availability.SILENT;
    }

    /** The captures in this store, by {@code capture_id}. */
    public List<CaptureRow> captures() {
        return query("""
                        SELECT capture_id, path, concat_ws(' ', format, version), kernel_release, clock, clock_unit, start_ts, end_ts
                        FROM store.main.capture
                        ORDER BY capture_id
                        """).all().stream().map(TraceDatabase::captureRow).toList();
    }

    private static CaptureRow captureRow(@Nullable Object[] row) {
        return new CaptureRow(
                ((Number) row[0]).intValue(),
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                "ns".equals(row[5]),
                (Long) row[6],
                (Long) row[7]);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
