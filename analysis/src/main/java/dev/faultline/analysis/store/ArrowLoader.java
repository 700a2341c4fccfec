// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;

/**
 * Puts batches into tables: one short, finished Arrow stream, one {@code INSERT ... BY NAME}, one scan. A stream view cannot be
 * scanned twice ("This stream has been released"), so it never leaves this class.
 *
 * <p>Not thread-safe: one loader per connection.
 */
final class ArrowLoader implements AutoCloseable {
    private static final String STREAM = "arrow_batch";

    private final DuckDBConnection connection;
    private final BufferAllocator allocator;

    ArrowLoader(DuckDBConnection connection, BufferAllocator allocator) {
        this.connection = connection;
        this.allocator = allocator;
    }

    void run(List<String> statements) {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Appends the columns of {@code schema} of batches to a table; closes the batches in every case. */
    void append(TableShape table, Schema schema, Deque<VectorSchemaRoot> batches) {
        try (ArrowStream reader = new ArrowStream(allocator, schema, batches);
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
                Statement statement = connection.createStatement()) {
            Data.exportArrayStream(allocator, reader, stream);
            connection.registerArrowStream(STREAM, stream);
            statement.execute("INSERT INTO " + table.place().sql() + " BY NAME FROM " + STREAM);
            statement.execute("DROP VIEW " + STREAM);
        } catch (SQLException e) {
            throw Sql.failure(e);
        } catch (IOException e) {
            throw new StoreException("closing an Arrow stream: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
