// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.List;
import java.util.stream.Collectors;

/** The one place where a name becomes SQL text. Names may come from hostile captures. */
public final class SqlNames {
    private SqlNames() {}

    /** A quoted identifier. NUL cannot occur in DuckDB's SQL text and becomes U+FFFD, as in {@link TableNames}. */
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"").replace('\0', '\uFFFD') + '"';
    }

    /** A quoted path of identifiers, {@code "store"."writeback"."writeback_dirty_folio"}. */
    public static String path(String... names) {
        return List.of(names).stream().map(SqlNames::quote).collect(Collectors.joining("."));
    }

    /** A string literal. */
    public static String literal(String text) {
        return '\'' + text.replace("'", "''").replace('\0', '\uFFFD') + '\'';
    }
}
