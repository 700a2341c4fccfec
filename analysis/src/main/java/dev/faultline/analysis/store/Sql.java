// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.sql.SQLException;
import java.util.stream.Collectors;

/** DuckDB's failures as ours. */
final class Sql {
    private Sql() {}

    /** The failure with DuckDB's message, without the Java stack that DuckDB embeds when a callback of ours failed. */
    static StoreException failure(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return new StoreException(
                message.lines().filter(line -> !line.startsWith("\tat ")).collect(Collectors.joining("\n")), e);
    }
}
