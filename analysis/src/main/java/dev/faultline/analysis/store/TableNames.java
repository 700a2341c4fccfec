// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives every event its schema and table name, the same for the same names in the same order.
 *
 * <p>DuckDB folds case even in quoted names, so {@code Foo} and {@code foo} cannot be two tables, and it keeps some schema names
 * for itself. A name that is taken or reserved gets the suffix {@code _2}, {@code _3}, ...; {@code event_schema} tells which is which.
 */
public final class TableNames {
    /** Schemas of DuckDB and of ours that a capture's event system must not land in. */
    private static final Set<String> RESERVED = Set.of(
            "main", "temp", "memory", "store", "system", "information_schema", "pg_catalog", "capture", "src", "");

    private final Map<String, String> schemas = new HashMap<>();
    private final Map<String, String> tables = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * A place in the store.
     *
     * @param schema schema name, unquoted
     * @param table table name, unquoted
     */
    public record Place(String schema, String table) {
        /** The place as SQL, in the store's catalog. */
        String sql() {
            return SqlNames.path(StoreFile.CATALOG, schema, table);
        }
    }

    /** The place of an event; asking again gives the same place. */
    public synchronized Place of(String system, String event) {
        String schema = schemas.computeIfAbsent(system, s -> free("", s, RESERVED));
        String table = tables.computeIfAbsent(system + '\0' + event, k -> free(fold(schema) + '\0', event, Set.of("")));
        return new Place(schema, table);
    }

    private String free(String scope, String wanted, Set<String> reserved) {
        String clean = wanted.replace('\0', '\uFFFD');
        String name = clean;
        for (int i = 2; reserved.contains(fold(name)) || !taken.add(scope + fold(name)); i++) {
            name = clean + "_" + i;
        }
        return name;
    }

    /** DuckDB compares names by their ASCII lower case; folding more than it does only costs a suffix. */
    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
