// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;

/** Writes captures as one file per table. */
public final class StoreExport {
    static final String PARQUET = " (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd)";
    private static final long BATCH_ROWS = 122_880;

    private StoreExport() {}

    /** A kind of file. */
    public enum Format {
        PARQUET,
        /** Arrow IPC files, uncompressed. */
        ARROW
    }

    /**
     * Loads captures and writes each table to {@code directory}, which must not exist or be empty. The files appear together: they
     * are written beside it under a temporary name.
     *
     * @return the files written, sorted by name
     */
    public static List<Path> write(LoadRequest request, Format format, Path directory, Progress progress)
            throws IOException, InterruptedException {
        FormatReader reader = new FormatReader(request);
        try (StoreFile store = StoreFile.create(request.resources(), null)) {
            new CaptureLoader(store, request, reader, progress).load();
            store.run("SET threads = " + request.resources().threads());
            return write(store, format, directory);
        }
    }

    static List<Path> write(StoreFile store, Format format, Path directory) throws IOException {
        Path target = directory.toAbsolutePath().normalize();
        Path partial = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
        Files.createDirectories(partial);
        FileNames names = new FileNames();
        List<Path> files = new ArrayList<>();
        for (TableNames.Place place : tables(store)) {
            String name = place.schema().equals("main") ? place.table() : place.schema() + "." + place.table();
            Path file = partial.resolve(names.of(name, format == Format.PARQUET ? ".parquet" : ".arrow"));
            write(store, format, place, file);
            files.add(target.resolve(file.getFileName()));
        }
        // Replaces an empty directory, and fails on one that is not.
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        return files;
    }

    private static List<TableNames.Place> tables(StoreFile store) {
        List<TableNames.Place> places = new ArrayList<>();
        try (Statement statement = store.connection().createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT schema_name, table_name
                        FROM duckdb_tables()
                        WHERE database_name = 'store'
                          AND NOT (schema_name = 'perf' AND table_name IN ('sample_row', 'sample_kind', 'sample_whole'))
                        UNION ALL
                        SELECT schema_name, view_name
                        FROM duckdb_views()
                        WHERE database_name = 'store' AND NOT internal
                        ORDER BY schema_name = 'main' DESC, schema_name, table_name
                        """)) {
            while (rows.next()) {
                places.add(new TableNames.Place(rows.getString(1), rows.getString(2)));
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
        return places;
    }

    private static void write(StoreFile store, Format format, TableNames.Place place, Path file) throws IOException {
        if (format == Format.PARQUET) {
            store.run("COPY " + place.sql() + " TO " + SqlNames.literal(file.toString()) + PARQUET);
        } else {
            writeArrow(store, place, file);
        }
    }

    private static void writeArrow(StoreFile store, TableNames.Place place, Path file) throws IOException {
        try (PreparedStatement statement = store.connection().prepareStatement("FROM " + place.sql());
                DuckDBResultSet rows = (DuckDBResultSet) statement.executeQuery();
                BufferAllocator allocator = new RootAllocator();
                ArrowReader reader = (ArrowReader) rows.arrowExportStream(allocator, BATCH_ROWS);
                var channel = Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                ArrowFileWriter writer = new ArrowFileWriter(
                        reader.getVectorSchemaRoot(), new DictionaryProvider.MapDictionaryProvider(), channel)) {
            writer.start();
            while (reader.loadNextBatch()) {
                writer.writeBatch();
            }
            writer.end();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
