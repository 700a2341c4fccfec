// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.io.Closeable;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query: columns now, rows as they are asked for. Rows are read once, in the query's order, and are not kept.
 *
 * <p>Values are {@code null}, {@link Boolean}, {@link Number} (unsigned types in the next wider one: UBIGINT and HUGEINT as
 * {@link java.math.BigInteger}), {@link String}, {@code byte[]} and {@link List} of these.
 */
public final class QueryResult implements Closeable {
    private final Statement statement;
    private final ResultSet rows;
    private final List<String> columns;
    private final List<String> types;

    QueryResult(Statement statement, ResultSet rows) throws SQLException {
        this.statement = statement;
        this.rows = rows;
        ResultSetMetaData meta = rows.getMetaData();
        List<String> names = new ArrayList<>();
        List<String> sqlTypes = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(meta.getColumnLabel(i));
            sqlTypes.add(meta.getColumnTypeName(i));
        }
        columns = List.copyOf(names);
        types = List.copyOf(sqlTypes);
    }

    /** Column names, as the query gave them. */
    public List<String> columns() {
        return columns;
    }

    /** DuckDB's type names by position: {@code BIGINT}, {@code VARCHAR}, {@code UINTEGER[]}. */
    public List<String> types() {
        return types;
    }

    /**
     * The next row, {@code null} after the last.
     *
     * @throws StoreException when DuckDB fails while it computes the row
     */
    public Object @Nullable [] next() {
        try {
            if (!rows.next()) {
                return null;
            }
            Object[] row = new Object[columns.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = plain(rows.getObject(i + 1));
            }
            return row;
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Hands over all remaining rows and closes the result. */
    public void forEach(Consumer<@Nullable Object[]> action) {
        try (this) {
            for (Object[] row = next(); row != null; row = next()) {
                action.accept(row);
            }
        }
    }

    /** All remaining rows; closes the result. For small answers. */
    public List<@Nullable Object[]> all() {
        List<@Nullable Object[]> all = new ArrayList<>();
        forEach(all::add);
        return all;
    }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (value instanceof Blob blob) {
            return blob.getBytes(1, (int) blob.length());
        }
        if (value instanceof Array array) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (Object element : Arrays.asList((Object[]) array.getArray())) {
                elements.add(plain(element));
            }
            return elements;
        }
        return value;
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
