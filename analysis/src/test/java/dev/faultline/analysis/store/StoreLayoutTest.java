// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores of other versions are refused, naming both layouts. */
class StoreLayoutTest {
    /** Of layout 2. */
    private static final String TABLES = "c98a83ded4fde730";

    @TempDir
    private Path directory;

    @Test
    void otherTablesNeedAnotherNumber() throws IOException, NoSuchAlgorithmException {
        String tables = Pattern.compile("CREATE [^;]*;")
                .matcher(FixedTables.sql())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining(" "))
                .replaceAll("\\s+", " ");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(tables.getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(hash, 0, 8))
                .as(
                        "a table of tables.sql changed: count StoreLayout.CURRENT up, there and in tables.sql, and note the new hash")
                .isEqualTo(TABLES);
        assertThat(FixedTables.sql()).contains("Store layout " + StoreLayout.CURRENT + ".");
    }

    @Test
    void olderAndNewerStoresAreRefused() throws IOException, InterruptedException, SQLException {
        Path store = directory.resolve("x.duckdb");
        TraceDatabase.convert(
                LoadRequest.of(Samples.named("ext4-counter-6.1").capture()).withStore(store), Progress.NONE);
        TraceDatabase.open(store, Resources.standard()).close();

        comment(store, "One row per recording.");
        refused(
                store,
                "a store of layout 1 or older, and this version of Faultline reads layout 2: convert the captures again");
        comment(store, "Store layout 3.");
        refused(
                store,
                "a store of layout 3, and this version of Faultline reads layout 2: a newer version of Faultline made it");
    }

    private static void refused(Path store, String why) {
        assertThatThrownBy(() -> TraceDatabase.open(store, Resources.standard()))
                .isInstanceOf(IOException.class)
                .hasMessage(store + ": " + why);
        LoadRequest part = LoadRequest.of(store).withWindow(Selection.everything());
        assertThatThrownBy(() -> TraceDatabase.open(store, part))
                .isInstanceOf(IOException.class)
                .hasMessage(store + ": " + why);
    }

    private static void comment(Path store, String text) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + store);
                Statement statement = connection.createStatement()) {
            statement.execute("COMMENT ON TABLE capture IS '" + text + "'");
        }
    }
}
