// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which fixed tables a store has. A store says it in the comment of its table {@code capture}; those made before said nothing,
 * and have layout 1 or an older one.
 */
final class StoreLayout {
    /** Of the tables of {@code tables.sql}. */
    static final int CURRENT = 2;

    private static final Pattern SAID = Pattern.compile("Store layout (\\d+)\\.");

    private StoreLayout() {}

    /**
     * Refuses a store whose tables are not those that views expect; one that is no store of ours is left to whoever asks it.
     *
     * @param catalog under which it is attached
     * @throws IOException naming both layouts
     */
    static void require(StoreFile store, String catalog, Path path) throws IOException {
        String sql = "SELECT comment FROM duckdb_tables() WHERE table_name = 'capture' AND schema_name = 'main' "
                + "AND database_name = " + SqlNames.literal(catalog);
        try (Statement statement = store.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (rows.next()) {
                require(of(String.valueOf(rows.getString(1))), path);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static int of(String comment) {
        Matcher said = SAID.matcher(comment);
        return said.find() ? Integer.parseInt(said.group(1)) : 1;
    }

    private static void require(int layout, Path path) throws IOException {
        if (layout != CURRENT) {
            throw new IOException(path + ": a store of layout " + layout + (layout == 1 ? " or older" : "")
                    + ", and this version of Faultline reads layout " + CURRENT + ": "
                    + (layout < CURRENT ? "convert the captures again" : "a newer version of Faultline made it"));
        }
    }
}
