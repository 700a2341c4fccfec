// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.check;

import dev.faultline.analysis.rules.Finding;
import dev.faultline.analysis.rules.Rule;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.store.SqlNames;
import dev.faultline.analysis.store.TraceDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The recorded events that a finding rests on: of the events its rule reads, those of its file and page, or where an event names
 * no file those of its thread, from the finding's first moment to its last. When there are more, the first and the last of them.
 */
final class EventChains {
    /** Events of one finding. */
    static final int LENGTH = 12;

    /** Findings of one rule that get a chain: each costs a query. */
    private static final int FINDINGS = 5;

    private static final List<String> PREFIX = List.of(
            "capture_id",
            "ts",
            "cpu",
            "common_pid",
            "common_flags",
            "common_preempt_count",
            "buffer_id",
            "rec",
            "sample_id");
    private static final List<String> INODES = List.of("ino", "i_ino");
    private static final List<String> DEVICES = List.of("s_dev", "dev");
    private static final List<String> INDICES = List.of("index", "pgoff");

    /** Columns of an event's table. */
    private record Table(String event, String path, List<EventColumn> columns) {
        @Nullable
        String first(Collection<String> names) {
            return names.stream()
                    .filter(name ->
                            columns.stream().anyMatch(column -> column.name().equals(name)))
                    .findFirst()
                    .orElse(null);
        }
    }

    private final TraceDatabase database;
    private final RuleCatalogue catalogue;

    EventChains(TraceDatabase database, RuleCatalogue catalogue) {
        this.database = database;
        this.catalogue = catalogue;
    }

    /** The groups with a chain for the highest ranked finding of the first of them. */
    List<FindingGroup> told(Rule rule, List<FindingGroup> groups) {
        if (groups.isEmpty()) {
            return groups;
        }
        List<Table> tables = tables(rule);
        List<FindingGroup> told = new ArrayList<>();
        for (FindingGroup group : groups) {
            List<JudgedFinding> findings = new ArrayList<>(group.findings());
            if (told.size() < FINDINGS) {
                findings.set(0, group.worst().with(chain(tables, group.worst().finding())));
            }
            told.add(new FindingGroup(group.file(), findings, group.more()));
        }
        return told;
    }

    private List<Table> tables(Rule rule) {
        Map<String, Table> tables = new LinkedHashMap<>();
        database.query("""
                        SELECT DISTINCT s.system || '.' || s.event, s.schema_name, s.table_name, s.column_name, s.column_type, s.c_type, s.position
                        FROM store.main.event_schema AS s
                        SEMI JOIN (
                          SELECT unnest(string_split(events, ', ')) AS event FROM evidence WHERE list_contains(string_split(?, ','), view)
                        ) AS e
                          ON e.event = s.system || '.' || s.event
                        WHERE s.loaded > 0
                        ORDER BY ALL
                        """, String.join(",", catalogue.reads(rule)))
                .forEach(row -> tables.computeIfAbsent(
                                String.valueOf(row[0]),
                                event -> new Table(
                                        event,
                                        SqlNames.path("store", String.valueOf(row[1]), String.valueOf(row[2])),
                                        new ArrayList<>()))
                        .columns()
                        .add(column(row)));
        return List.copyOf(tables.values());
    }

    private static EventColumn column(@Nullable Object[] row) {
        return new EventColumn(
                String.valueOf(row[3]), String.valueOf(row[4]), row[5] == null ? null : String.valueOf(row[5]));
    }

    private List<ChainEvent> chain(List<Table> tables, Finding finding) {
        if (finding.ts() == null) {
            return List.of();
        }
        List<String> parts = tables.stream()
                .map(table -> part(table, finding))
                .filter(Objects::nonNull)
                .toList();
        if (parts.isEmpty()) {
            return List.of();
        }
        List<ChainEvent> events = new ArrayList<>();
        database.query(ends("SELECT * FROM (" + String.join("\nUNION ALL\n", parts) + ")") + "\nORDER BY ts, rec")
                .forEach(row -> events.add(event(row)));
        return events;
    }

    private static String ends(String select) {
        return select + "\nQUALIFY ROW_NUMBER() OVER (ORDER BY ts, rec) <= " + LENGTH / 2
                + " OR ROW_NUMBER() OVER (ORDER BY ts DESC, rec DESC) <= " + LENGTH / 2;
    }

    private static ChainEvent event(@Nullable Object[] row) {
        return new ChainEvent(
                ((Number) Objects.requireNonNull(row[0])).longValue(),
                row[1] == null ? null : ((Number) row[1]).intValue(),
                row[2] == null ? null : ((Number) row[2]).intValue(),
                String.valueOf(row[4]),
                String.valueOf(row[5]));
    }

    /** The events of one table, {@code null} when nothing ties them to the finding. */
    private static @Nullable String part(Table table, Finding finding) {
        String about = about(table, finding);
        if (about == null) {
            return null;
        }
        long from = Objects.requireNonNull(finding.ts());
        Object capture = finding.evidence().get("capture_id");
        String fields = table.columns().stream()
                .filter(column ->
                        !PREFIX.contains(column.name()) && !column.name().equals("null"))
                .map(EventColumn::shown)
                .collect(Collectors.joining(", "));
        return ends("SELECT ts, cpu, common_pid AS tid, rec, " + SqlNames.literal(table.event()) + " AS event, "
                + (fields.isEmpty() ? "''" : "concat_ws(' ', " + fields + ")") + " AS fields FROM " + table.path()
                + " WHERE ts BETWEEN " + from + " AND " + Losses.last(finding, from)
                + (capture == null ? "" : " AND capture_id = " + ((Number) capture).longValue())
                + " AND " + about);
    }

    private static @Nullable String about(Table table, Finding finding) {
        Map<String, @Nullable Object> evidence = finding.evidence();
        String inode = table.first(INODES);
        if (inode != null && evidence.get("ino") != null) {
            return SqlNames.quote(inode) + " = " + evidence.get("ino")
                    + also(table.first(DEVICES), evidence.get("dev"))
                    + also(table.first(INDICES), evidence.getOrDefault("first_index", evidence.get("index")));
        }
        return finding.tid() == null ? null : "common_pid = " + finding.tid();
    }

    private static String also(@Nullable String column, @Nullable Object value) {
        return column == null || value == null ? "" : " AND " + SqlNames.quote(column) + " = " + value;
    }
}
