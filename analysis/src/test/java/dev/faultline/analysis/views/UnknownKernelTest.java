// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.Availability;
import dev.faultline.analysis.store.Evidence;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Need;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.Resources;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlNames;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import dev.faultline.samples.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kernel nobody has heard of: the events of a real capture under other names. A view whose events are gone is absent and empty; one
 * that has rows has no row that the capture under its right names does not give, but for what other events say of it.
 */
class UnknownKernelTest {
    private static final int ROUNDS = 6;
    private static final SqlCatalogue CATALOGUE = SqlCatalogue.standard();

    @TempDir
    private Path directory;

    /** Rows and evidence of every view. */
    private record Seen(Map<String, Long> rows, Map<String, Evidence> evidence) {}

    @Test
    void renamedEventsMakeViewsAbsentNeverWrong() throws Exception {
        long seed = System.nanoTime();
        System.out.println("UnknownKernelTest: seed " + seed);
        Random random = new Random(seed);
        Path store = directory.resolve("known.duckdb");
        TraceDatabase.convert(
                LoadRequest.of(Samples.named("ext4-write-6.1").capture()).withStore(store), Progress.NONE);
        Seen known = see(store);
        assertThat(known.rows().values().stream().filter(rows -> rows > 0).count())
                .isGreaterThan(12);
        for (int round = 0; round < ROUNDS; round++) {
            Path renamed = Files.copy(store, directory.resolve("renamed-" + round + ".duckdb"));
            int share = round == 0 ? 100 : 20 + random.nextInt(60);
            List<String> names = rename(renamed, random, share);
            Seen unknown = see(renamed);
            compare(known, unknown, round == 0, names.size() + " renamed of share " + share);
        }
    }

    private static void compare(Seen known, Seen unknown, boolean all, String what) {
        for (String view : CATALOGUE.views()) {
            Evidence evidence = unknown.evidence().get(view);
            if (evidence.status() == Availability.ABSENT) {
                assertThat(unknown.rows().get(view)).as(view + ", " + what).isZero();
            }
            boolean fromEvents = CATALOGUE.variants(view).stream()
                    .noneMatch(file -> file.needs().isEmpty());
            if (all && known.rows().get(view) > 0 && fromEvents) {
                assertThat(unknown.rows().get(view)).as(view + ", " + what).isZero();
            }
            if (direct(view)
                    && evidence.variant().equals(known.evidence().get(view).variant())) {
                assertThat(unknown.rows().get(view))
                        .as(view + ", " + what)
                        .isLessThanOrEqualTo(known.rows().get(view));
            }
        }
    }

    /** Whether a view reads events only: one made of others can show two things where evidence that they are one is gone. */
    private static boolean direct(String view) {
        return CATALOGUE.variants(view).stream()
                .flatMap(file -> file.needs().stream())
                .allMatch(need -> need.kind() != Need.Kind.VIEW || need.name().equals("loss_gap"));
    }

    /** Gives a share of the events, in percent, names that no kernel has. */
    private static List<String> rename(Path store, Random random, int share) throws SQLException {
        List<String> renamed = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + store);
                Statement statement = connection.createStatement()) {
            List<String[]> events = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT DISTINCT system, event, schema_name, table_name FROM event_schema" + " ORDER BY ALL")) {
                while (rows.next()) {
                    events.add(
                            new String[] {rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)});
                }
            }
            for (String[] event : events) {
                if (random.nextInt(100) < share) {
                    rename(statement, event, "x" + Integer.toHexString(random.nextInt()) + renamed.size());
                    renamed.add(event[1]);
                }
            }
        }
        return renamed;
    }

    private static void rename(Statement statement, String[] event, String name) throws SQLException {
        if (event[3] != null) {
            statement.execute(
                    "ALTER TABLE " + SqlNames.quote(event[2]) + "." + SqlNames.quote(event[3]) + " RENAME TO " + name);
        }
        statement.execute("UPDATE event_schema SET event = " + SqlNames.literal(name)
                + ", table_name = CASE WHEN table_name IS NOT NULL THEN "
                + SqlNames.literal(name) + " END WHERE system = " + SqlNames.literal(event[0]) + " AND event = "
                + SqlNames.literal(event[1]));
    }

    private static Seen see(Path store) throws IOException, InterruptedException {
        Map<String, Long> rows = new TreeMap<>();
        Map<String, Evidence> status = new TreeMap<>();
        try (TraceDatabase database = TraceDatabase.open(store, Resources.standard())) {
            Views views = new Views(database, CATALOGUE, Views.Stored.ALL).install(CATALOGUE.views());
            for (String view : CATALOGUE.views()) {
                rows.put(view, (Long) database.query("SELECT count(*) FROM " + SqlNames.quote(view))
                        .all()
                        .get(0)[0]);
                status.put(view, Objects.requireNonNull(views.evidence(view).get(0)));
            }
        }
        return new Seen(rows, status);
    }
}
