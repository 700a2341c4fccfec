// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user's SQL reads. DuckDB's own parser finds the tables; whatever it does not make plain (catalogue tables, statements that
 * are no SELECT, unknown names) needs everything, because an event left out would be a wrong answer.
 *
 * @param events events to decode
 * @param views views to install
 */
public record SqlNeeds(EventSet events, Set<String> views) {
    /** Fixed tables whose rows do not depend on which events are decoded. */
    private static final Set<String> FIXED = Stream.concat(
                    FixedTables.OF_CAPTURE.stream(), FixedTables.OF_FILES_BESIDE.stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final String TABLES = """
            WITH node AS (
              SELECT t.* FROM (SELECT json_serialize_sql(?) AS tree) AS q, LATERAL (SELECT * FROM json_tree(q.tree)) AS t
            )
            SELECT
              CASE
                WHEN key = 'error' AND value::VARCHAR = 'true' THEN 'unclear'
                WHEN key = 'key' THEN 'cte'
                WHEN value->>'$.type' = 'BASE_TABLE' THEN 'table'
                WHEN value->>'$.type' IN ('SHOW_REF', 'TABLE_FUNCTION') THEN 'unclear'
              END AS kind,
              coalesce(value->>'$.schema_name', '') AS schema_name,
              CASE WHEN key = 'key' THEN value->>'$' ELSE value->>'$.table_name' END AS name
            FROM node
            WHERE key IN ('error', 'key') OR type = 'OBJECT'
            """;

    /** One table reference or CTE name of a statement. */
    private record Reference(String kind, String schema, String name) {}

    /** What one statement reads, views of the catalogue resolved. Wrong SQL counts as unclear; it fails when it is run. */
    public static SqlNeeds of(String sql, SqlCatalogue catalogue) {
        List<Reference> references = references(sql);
        Set<String> views = new TreeSet<>(catalogue.views());
        if (references.stream().anyMatch(r -> r.kind().equals("unclear"))) {
            return new SqlNeeds(EventSet.ALL, views);
        }
        Set<String> known = new HashSet<>(FIXED);
        references.stream().filter(r -> r.kind().equals("cte")).forEach(r -> known.add(fold(r.name())));
        SqlNeeds needs = new SqlNeeds(EventSet.NONE, new TreeSet<>());
        for (Reference table : references) {
            if (table.kind().equals("table") && !(plain(table) && known.contains(fold(table.name())))) {
                needs = needs.and(table, views, new Needs(catalogue));
            }
        }
        return needs;
    }

    private SqlNeeds and(Reference table, Set<String> all, Needs needs) {
        if (!plain(table)) {
            EventSet event = table.schema().equals("src")
                    ? needs.catalogue().need(table.name()).events()
                    : EventSet.of(Set.of(table.schema() + "." + table.name()));
            return new SqlNeeds(events.and(event), table.schema().equals("src") ? all : views);
        }
        String name = fold(table.name());
        if (!all.contains(name)) {
            return new SqlNeeds(EventSet.ALL, all);
        }
        Set<String> more = new TreeSet<>(views);
        more.add(name);
        return new SqlNeeds(events.and(needs.ofViews(List.of(name))), more);
    }

    private static boolean plain(Reference table) {
        return table.schema().isEmpty() || fold(table.schema()).equals("main");
    }

    private static List<Reference> references(String sql) {
        List<Reference> references = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, sql);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString(1) != null) {
                        references.add(new Reference(rows.getString(1), rows.getString(2), rows.getString(3)));
                    }
                }
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
        return references;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
