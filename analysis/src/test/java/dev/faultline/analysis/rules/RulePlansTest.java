// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import dev.faultline.analysis.store.SqlNames;
import dev.faultline.analysis.store.TraceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * No rule compares every event with every other: DuckDB plans its joins as hash joins or ASOF joins. The plans are made over empty
 * tables with the columns of the views, where DuckDB must not take its short cut for ASOF joins of a few rows (a loop).
 */
class RulePlansTest {
    private static final Set<String> LINEAR = Set.of("Hash Join", "Asof Join", "Left Delim Join", "Right Delim Join");
    private static final Pattern JOIN = Pattern.compile("╭─ ([^─╮]*(?:Join|Product)[^─╮]*?) ─");

    private static final List<String> FIXED = List.of(
            "capture", "buffer", "cpu", "task_name", "lost_event", "parse_issue", "event_schema", "symbol", "evidence");
    private static Connection connection;

    @BeforeAll
    static void emptyTables() throws Exception {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        run("SET asof_loop_join_threshold = 0");
        SqlCatalogue catalogue = SqlCatalogue.standard();
        for (String view : catalogue.views()) {
            create(
                    view,
                    catalogue.variants(view).get(0).columns().stream()
                            .map(column -> SqlNames.quote(column.name()) + " " + column.type())
                            .toList());
        }
        try (CaseDatabase cases = CaseDatabase.of(List.of())) {
            for (String table : FIXED) {
                create(table, columns(cases.database(), table));
            }
        }
    }

    private static List<String> columns(TraceDatabase database, String table) {
        return database.query("DESCRIBE " + SqlNames.quote(table)).all().stream()
                .map(row -> SqlNames.quote(String.valueOf(row[0])) + " " + row[1])
                .toList();
    }

    private static void create(String table, List<String> columns) throws SQLException {
        run("CREATE TABLE " + SqlNames.quote(table) + " (" + String.join(", ", columns) + ")");
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void joinsAreHashOrAsofJoins() throws SQLException {
        Map<String, Set<String>> others = new TreeMap<>();
        int joins = 0;
        for (String id : RuleCatalogue.standard().ids()) {
            Rule rule = RuleCatalogue.standard().rule(id);
            for (SqlFile file : List.of(rule.statement(), rule.count())) {
                List<String> used = joins(rule.filled(file, Map.of()));
                joins += used.size();
                Set<String> slow = used.stream()
                        .filter(join -> !LINEAR.contains(join))
                        .collect(Collectors.toCollection(TreeSet::new));
                if (!slow.isEmpty()) {
                    others.put(file.path(), slow);
                }
            }
        }
        assertThat(others).isEmpty();
        assertThat(joins).isGreaterThanOrEqualTo(50);
    }

    /** A comparison of the wrong kind is recognised: this test would notice. */
    @Test
    void rangeJoinIsNoneOfThem() throws SQLException {
        assertThat(joins("SELECT * FROM fault AS f JOIN mkwrite AS m ON m.start_ts BETWEEN f.start_ts AND f.end_ts"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(LINEAR);
    }

    private static List<String> joins(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN " + sql)) {
            StringBuilder text = new StringBuilder();
            while (plan.next()) {
                text.append(plan.getString(2)).append('\n');
            }
            return JOIN.matcher(text).results().map(join -> join.group(1)).toList();
        }
    }
}
