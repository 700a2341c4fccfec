// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Copies a part of a kept store into a new one: the events, times, cpus and threads asked for, as if the captures had been read
 * with that window. DuckDB leaves out row groups that lie outside, so a short window of a long store is quick.
 */
final class StoreWindow {
    private static final String WHOLE = "whole";
    /** Of those of a capture, the tables that a window changes. */
    private static final Set<String> NARROWED = Set.of("capture", "lost_event");

    private final StoreFile store;
    private final LoadRequest request;
    private final Selection window;

    private StoreWindow(StoreFile store, LoadRequest request) {
        this.store = store;
        this.request = request;
        this.window = request.window();
    }

    /** An event of the whole store and its table, where it has one. */
    private record Source(String system, String event, TableNames.Place place, boolean wanted, boolean table) {
        boolean stored() {
            return wanted && table;
        }
    }

    /** Fills a new store from the one that the request names. */
    static void copy(StoreFile store, Path whole, LoadRequest request) throws IOException {
        store.run("ATTACH " + SqlNames.literal(whole.toString()) + " AS " + WHOLE + " (READ_ONLY)");
        StoreLayout.require(store, WHOLE, whole);
        StoreWindow window = new StoreWindow(store, request);
        window.requireOneClock();
        window.facts();
        List<Source> sources = window.sources();
        store.run("USE " + WHOLE);
        sources.stream().filter(Source::stored).forEach(window::rows);
        store.run("SET search_path = '%s.main,%s.main,%s.src'"
                .formatted(StoreFile.CATALOG, StoreFile.VIEWS, StoreFile.VIEWS));
        sources.stream().filter(Source::stored).forEach(window::note);
        window.leave(sources.stream().filter(source -> !source.wanted()).toList());
        store.run("DETACH " + WHOLE);
    }

    private boolean timed() {
        return window.fromTs() != Long.MIN_VALUE || window.toTs() != Long.MAX_VALUE;
    }

    /** One window of time means something for several captures only when they have one clock. */
    private void requireOneClock() {
        List<String> groups = rows(
                "SELECT DISTINCT coalesce(clock_group, 0)::VARCHAR FROM whole.main.capture", row -> row.getString(1));
        if (timed() && groups.size() > 1) {
            List<String> reasons = rows(
                    "SELECT path || ': ' || clock_relation FROM whole.main.capture WHERE clock_group = capture_id AND "
                            + "capture_id > 0",
                    row -> row.getString(1));
            throw new StoreException("a window of time over several captures needs clocks that can be related; "
                    + String.join("; ", reasons));
        }
    }

    private void facts() {
        store.run("INSERT INTO store.main.capture BY NAME SELECT * REPLACE ("
                + "greatest(start_ts, " + window.fromTs() + ") AS start_ts, least(end_ts, " + window.toTs()
                + ") AS end_ts) FROM whole.main.capture");
        for (String table : FixedTables.OF_CAPTURE) {
            if (NARROWED.contains(table)) {
                continue;
            }
            store.run("INSERT INTO store.main." + table + " BY NAME FROM whole.main." + table);
        }
        store.run("INSERT INTO store.main.lost_event BY NAME FROM whole.main.lost_event WHERE coalesce(after_ts, "
                + Long.MIN_VALUE + ") <= " + window.toTs() + " AND coalesce(before_ts, " + Long.MAX_VALUE + ") >= "
                + window.fromTs() + in("cpu", window.cpus()));
        if (request.events().needsSymbols()) {
            store.run("INSERT INTO store.main.symbol BY NAME FROM whole.main.symbol");
        }
        store.run("INSERT INTO store.main.event_schema BY NAME FROM whole.main.event_schema");
    }

    private List<Source> sources() {
        return rows("""
                SELECT system, event, coalesce(any_value(schema_name), ''), coalesce(any_value(table_name), ''),
                  coalesce(list(field) FILTER (field IS NOT NULL), []), max(loaded) IS NOT NULL
                FROM whole.main.event_schema
                GROUP BY system, event
                ORDER BY system, event
                """, row -> {
            Object[] fields = (Object[]) row.getArray(5).getArray();
            boolean wanted =
                    row.getBoolean(6) && request.events().wants(schema(row.getString(1), row.getString(2), fields));
            TableNames.Place place = new TableNames.Place(row.getString(3), row.getString(4));
            boolean table = !place.table().isEmpty();
            return new Source(row.getString(1), row.getString(2), place, wanted, table);
        });
    }

    /** As much of the event as tells whether it is wanted: its names. */
    private static EventSchema schema(String system, String event, Object[] fields) {
        List<Field> named = new ArrayList<>();
        for (Object field : fields) {
            named.add(new Field(String.valueOf(field), "", 0, 0, false, FieldKind.INTEGER, 0));
        }
        return new EventSchema(system, event, -1, List.of(), named, "");
    }

    private void rows(Source source) {
        String schema = SqlNames.path(StoreFile.CATALOG, source.place().schema());
        store.run("CREATE SCHEMA IF NOT EXISTS " + schema);
        store.run("CREATE TABLE " + source.place().sql() + " AS FROM "
                + SqlNames.path(WHOLE, source.place().schema(), source.place().table()) + " AS whole_event WHERE "
                + time(source) + in("cpu", window.cpus(), source) + in("common_pid", window.tids(), source));
    }

    /** Facts of a perf.data's head have no time and lie in every window. */
    private static boolean timeless(Source source) {
        return source.system().equals("perf")
                && (source.event().startsWith("feature") || source.event().equals("event"));
    }

    private String time(Source source) {
        if (!timed()) {
            return "true";
        }
        String bounds = "BETWEEN " + window.fromTs() + " AND " + window.toTs();
        String inside = several()
                ? "ts + (SELECT any_value(coalesce(c.clock_offset_ns, 0)) FROM whole.main.capture AS c WHERE c.capture_id = "
                        + "whole_event.capture_id) " + bounds
                : "ts " + bounds;
        String untimed = timeless(source)
                ? "true"
                : "capture_id IN (SELECT capture_id FROM whole.main.capture WHERE format = 'ftrace text')";
        return "(" + inside + " OR (ts IS NULL AND " + untimed + "))";
    }

    private boolean several() {
        return rows("SELECT count(*) FROM whole.main.capture", row -> row.getInt(1))
                        .get(0)
                > 1;
    }

    private static String in(String column, @Nullable Set<Integer> numbers, Source source) {
        return timeless(source) ? "" : in(column, numbers);
    }

    private static String in(String column, @Nullable Set<Integer> numbers) {
        return numbers == null
                ? ""
                : " AND " + column + " IN ("
                        + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    /** How many rows are here now, by capture. */
    private void note(Source source) {
        store.run("UPDATE store.main.event_schema SET loaded = (SELECT count(*) FROM "
                + source.place().sql()
                + " AS t WHERE t.capture_id = event_schema.capture_id) WHERE (system, event) = " + name(source)
                + " AND loaded IS NOT NULL");
    }

    /** Events that were not asked for have no table any more. */
    private void leave(List<Source> unwanted) {
        if (!unwanted.isEmpty()) {
            String names = unwanted.stream().map(StoreWindow::name).collect(Collectors.joining(", "));
            store.run("UPDATE store.main.event_schema SET loaded = NULL, schema_name = NULL, table_name = NULL "
                    + "WHERE (system, event) IN (" + names + ")");
        }
    }

    private static String name(Source source) {
        return "(" + SqlNames.literal(source.system()) + ", " + SqlNames.literal(source.event()) + ")";
    }

    /** Reads one thing off a row. */
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String sql, Reading<T> reading) {
        List<T> list = new ArrayList<>();
        try (Statement statement = store.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                list.add(reading.of(rows));
            }
            return list;
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
