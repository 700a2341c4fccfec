// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB instance with one store attached. The instance's own catalog stays in memory and holds views; the attached file holds
 * what was loaded, so an old store can be opened read-only and still gets today's views.
 */
final class StoreFile implements AutoCloseable {
    /** Catalog of the loaded tables. */
    static final String CATALOG = "store";
    /** Catalog of views. */
    static final String VIEWS = "memory";
    /** The oldest storage that keeps our column types; DuckDB's command line opens it from 1.4 on. */
    private static final String STORAGE = "v1.4.0";

    /**
     * Rows of a row group, about a quarter of DuckDB's default: whole row groups are compressed by the loader that brings them, beside
     * the other loader; the rest while its commit locks the other out, or by the one thread of the checkpoint (decision 0004).
     */
    private static final int ROW_GROUP = 32_768;

    private final DuckDBConnection connection;
    private final Resources resources;
    private final Path directory;
    private final Path file;
    private final @Nullable Path kept;

    private StoreFile(
            DuckDBConnection connection, Resources resources, Path directory, Path file, @Nullable Path kept) {
        this.connection = connection;
        this.resources = resources;
        this.directory = directory;
        this.file = file;
        this.kept = kept;
    }

    /**
     * A new, empty store.
     *
     * @param kept where the finished store will stand; {@code null} for one that is deleted on close. Until {@link #finish} it
     *     has a temporary name beside that place.
     */
    static StoreFile create(Resources resources, @Nullable Path kept) throws IOException {
        Path directory = Files.createTempDirectory(resources.temporary(), "faultline-");
        Path file = kept == null ? directory.resolve("store.duckdb") : partial(kept);
        Files.deleteIfExists(file);
        StoreFile store = new StoreFile(connect(resources, directory), resources, directory, file, kept);
        // Nothing is worth recovering before finish(): without a log every row is written once.
        store.run("ATTACH %s AS %s (STORAGE_VERSION '%s', RECOVERY_MODE no_wal_writes, ROW_GROUP_SIZE %d)"
                .formatted(SqlNames.literal(file.toString()), CATALOG, STORAGE, ROW_GROUP));
        store.useCatalogs();
        return store;
    }

    /** An existing store, read-only. */
    static StoreFile open(Resources resources, Path existing) throws IOException {
        Path directory = Files.createTempDirectory(resources.temporary(), "faultline-");
        StoreFile store = new StoreFile(connect(resources, directory), resources, directory, existing, existing);
        store.attachReadOnly(existing);
        return store;
    }

    private static Path partial(Path kept) {
        Path name = kept.toAbsolutePath().normalize();
        return name.resolveSibling(
                "." + name.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
    }

    private static DuckDBConnection connect(Resources resources, Path directory) {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("memory_limit", resources.memoryBytes() / 1024 + "KiB");
        properties.setProperty("temp_directory", directory.resolve("spill").toString());
        // While loading, each loader connection works alone: DuckDB's own threads would only compete (decision 0001).
        properties.setProperty("threads", "1");
        // One checkpoint, in finish(): those in between would write half-filled row groups again and again.
        properties.setProperty("checkpoint_threshold", "1TB");
        // Row groups are compressed as they fill, not in the commit, and are left as they are by the checkpoint
        // (decision 0004).
        properties.setProperty("write_buffer_row_group_count", "1");
        properties.setProperty("max_vacuum_tasks", "0");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        try {
            return (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private void attachReadOnly(Path path) {
        run("ATTACH %s AS %s (READ_ONLY)".formatted(SqlNames.literal(path.toString()), CATALOG));
        useCatalogs();
    }

    private void useCatalogs() {
        run("CREATE SCHEMA IF NOT EXISTS " + SqlNames.path(VIEWS, "src"));
        run("SET search_path = '%s.main,%s.main,%s.src'".formatted(CATALOG, VIEWS, VIEWS));
    }

    DuckDBConnection connection() {
        return connection;
    }

    /** A second connection to the same instance, for a thread of its own. */
    DuckDBConnection another() {
        try {
            return connection.duplicate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Writes a kept store out and gives it its name; it is closed then. A temporary store stays as it is. */
    void finish() throws IOException {
        if (kept == null) {
            return;
        }
        run("USE " + VIEWS);
        run("DETACH " + CATALOG);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Opens a kept store again after {@link #finish}, read-only. */
    void reopen() {
        if (kept != null) {
            attachReadOnly(kept);
        }
    }

    /** From here on SQL reaches no file but the attached ones and {@link Resources#writable}, and cannot change that. */
    void lock() {
        String paths = resources.writable().stream()
                .map(path -> SqlNames.literal(path.toAbsolutePath().toString()))
                .collect(Collectors.joining(", "));
        run("SET threads = " + resources.threads());
        run("SET allowed_paths = [" + paths + "]");
        run("SET enable_external_access = false");
        run("SET lock_configuration = true");
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Sql.failure(e);
        } finally {
            deleteRecursively(directory);
            if (kept != null && !file.equals(kept)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void deleteRecursively(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
