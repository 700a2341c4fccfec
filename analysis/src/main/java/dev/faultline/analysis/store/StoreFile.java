// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Objects;
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

    private final SideJob<DuckDBConnection> connecting;
    private final Resources resources;
    private final Path directory;
    private final Path file;
    private final @Nullable Path kept;

    private StoreFile(
            SideJob<DuckDBConnection> connecting, Resources resources, Path directory, Path file, @Nullable Path kept) {
        this.connecting = connecting;
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
        // Nothing is worth recovering before finish(): without a log every row is written once.
        String attach = "ATTACH %s AS %s (STORAGE_VERSION '%s', RECOVERY_MODE no_wal_writes, ROW_GROUP_SIZE %d)"
                .formatted(SqlNames.literal(file.toString()), CATALOG, STORAGE, ROW_GROUP);
        List<String> setUp = Stream.concat(Stream.of(attach), Stream.concat(catalogs(), Stream.of(FixedTables.sql())))
                .toList();
        return new StoreFile(connecting(resources, directory, setUp), resources, directory, file, kept);
    }

    /** An existing store, read-only. */
    static StoreFile open(Resources resources, Path existing) throws IOException {
        Path directory = Files.createTempDirectory(resources.temporary(), "faultline-");
        List<String> setUp =
                Stream.concat(Stream.of(attachReadOnly(existing)), catalogs()).toList();
        return new StoreFile(connecting(resources, directory, setUp), resources, directory, existing, existing);
    }

    /** DuckDB takes a tenth of a second to start, and the first rows come later than that: it starts beside the decoders. */
    private static SideJob<DuckDBConnection> connecting(Resources resources, Path directory, List<String> setUp) {
        return new SideJob<>("open-store", () -> {
            DuckDBConnection connection = connect(resources, directory);
            try {
                setUp.forEach(sql -> run(connection, sql));
                return connection;
            } catch (StoreException e) {
                connection.close();
                throw e;
            }
        });
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

    private static String attachReadOnly(Path path) {
        return "ATTACH %s AS %s (READ_ONLY)".formatted(SqlNames.literal(path.toString()), CATALOG);
    }

    private static Stream<String> catalogs() {
        return Stream.of(
                "CREATE SCHEMA IF NOT EXISTS " + SqlNames.path(VIEWS, "src"),
                "SET search_path = '%s.main,%s.main,%s.src'".formatted(CATALOG, VIEWS, VIEWS));
    }

    /** The first connection, once it is there. */
    DuckDBConnection connection() {
        try {
            return connecting.result();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("starting DuckDB was interrupted", e);
        }
    }

    /** A second connection to the same instance, for a thread of its own. */
    DuckDBConnection another() {
        try {
            return connection().duplicate();
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

    /** Puts a copy of the store as it is now where the finished one will stand; rows can go on coming in. */
    void snapshot() throws IOException {
        Path place = Objects.requireNonNull(kept);
        run("CHECKPOINT " + CATALOG);
        Path copy = file.resolveSibling(file.getFileName() + ".copy");
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Opens a kept store again after {@link #finish}, read-only. */
    void reopen() {
        if (kept != null) {
            run(attachReadOnly(kept));
            catalogs().forEach(this::run);
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
        run(connection(), sql);
    }

    private static void run(DuckDBConnection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    @Override
    public void close() throws IOException {
        DuckDBConnection connection = connecting.orNull();
        try {
            if (connection != null) {
                connection.close();
            }
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
