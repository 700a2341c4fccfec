// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Need;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import dev.faultline.analysis.store.SqlNames;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A database without captures, filled with the given rows of a case; views that are not given run on those rows. */
final class CaseDatabase implements AutoCloseable {
    private static final Map<String, String> PREFIX = prefix();
    private static final Set<String> FIXED = Set.of(
            "capture",
            "buffer",
            "cpu",
            "task_name",
            "lost_event",
            "parse_issue",
            "event_schema",
            "symbol",
            "lockdep_report",
            "lockdep_held",
            "lock_stat",
            "mount",
            "map");

    /** The table that tells what views rest on; it is there before any view. */
    private static final String EVIDENCE = "evidence";

    /** Columns of a relation over a list of functions, of any list. */
    private static final List<String> LIST_COLUMNS = List.of("function", "operation", "role", "part");

    private final TraceDatabase database;
    private final SqlCatalogue catalogue;
    private final Set<String> made = new HashSet<>();

    private CaseDatabase(TraceDatabase database, SqlCatalogue catalogue) {
        this.database = database;
        this.catalogue = catalogue;
    }

    static CaseDatabase of(List<Case.Relation> given) throws IOException, InterruptedException {
        CaseDatabase cases =
                new CaseDatabase(TraceDatabase.load(LoadRequest.of(), Progress.NONE), SqlCatalogue.standard());
        new Views(cases.database, cases.catalogue, Views.Stored.NONE);
        given.forEach(cases::give);
        return cases;
    }

    TraceDatabase database() {
        return database;
    }

    private static Map<String, String> prefix() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("capture_id", "SMALLINT DEFAULT 0");
        columns.put("ts", "BIGINT");
        columns.put("cpu", "SMALLINT DEFAULT 0");
        columns.put("common_pid", "INTEGER");
        columns.put("common_flags", "UTINYINT DEFAULT 0");
        columns.put("common_preempt_count", "UTINYINT DEFAULT 0");
        columns.put("buffer_id", "UTINYINT DEFAULT 0");
        columns.put("rec", "BIGINT DEFAULT 0");
        columns.put("sample_id", "BIGINT");
        columns.put("source_event", "VARCHAR");
        return columns;
    }

    private void give(Case.Relation relation) {
        String table;
        if (FIXED.contains(relation.name())) {
            table = SqlNames.path("store", "main", relation.name());
        } else if (relation.name().equals(EVIDENCE)) {
            table = SqlNames.path("memory", "main", EVIDENCE);
        } else if (relation.name().contains(".")) {
            Need need = need(relation.name());
            table = createSource(need == null ? relation.name() : need.name(), relation);
        } else {
            table = createView(relation.name());
        }
        Need need = need(relation.name());
        for (List<String> row : relation.rows()) {
            insert(table, relation, row, need);
        }
    }

    private void insert(String table, Case.Relation relation, List<String> row, @Nullable Need need) {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> extra = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String column = relation.columns().get(i);
            if (need == null || (!inMapOnly(need, column) && preferred(need, column, relation.columns()))) {
                columns.add(SqlNames.quote(need == null ? column : column(need, column)));
                values.add(literal(row.get(i)));
            }
            if (need != null
                    && !PREFIX.containsKey(column)
                    && !LIST_COLUMNS.contains(column)
                    && !row.get(i).equals("-")) {
                extra.add("(" + SqlNames.literal(column) + ", TRY_CAST(" + literal(row.get(i)) + " AS UBIGINT))");
            }
        }
        if (need != null) {
            columns.add("source_event");
            values.add(SqlNames.literal(relation.name()));
        }
        if (need != null
                && need.fields().stream().anyMatch(field -> field.name().equals("fields"))) {
            columns.add("fields");
            values.add("map_from_entries([" + String.join(", ", extra) + "])");
        }
        database.execute("INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", values) + ")");
    }

    /** Arguments of the probes on a list of functions have no columns of their own. */
    private static boolean inMapOnly(Need need, String column) {
        return need.name().indexOf('@') > 0
                && !PREFIX.containsKey(column)
                && !LIST_COLUMNS.contains(column)
                && need.fields().stream().anyMatch(field -> field.name().equals("fields"))
                && need.fields().stream().noneMatch(field -> field.names().contains(column));
    }

    /** Whether no given column goes before this one among the names of its field. */
    private static boolean preferred(Need need, String name, List<String> given) {
        return need.fields().stream()
                .filter(field -> field.names().contains(name))
                .findFirst()
                .map(field -> field.names().stream()
                        .filter(given::contains)
                        .findFirst()
                        .orElse(name)
                        .equals(name))
                .orElse(PREFIX.containsKey(name) || need.name().indexOf('*') < 0);
    }

    private static String column(Need need, String name) {
        return need.fields().stream()
                .filter(field -> field.names().contains(name))
                .map(Need.Field::name)
                .findFirst()
                .orElse(name);
    }

    /** The need that reads most of an event of this name, by its own name if one does, {@code null} for a view or a fixed table. */
    private @Nullable Need need(String name) {
        Comparator<Need> byName = Comparator.comparing(need -> need.names().contains(name));
        return catalogue.sqlFiles("views").stream()
                .flatMap(file -> file.needs().stream())
                .filter(need -> need.kind() != Need.Kind.VIEW)
                .filter(need -> need.names().stream().anyMatch(each -> matches(each, name)))
                .max(byName.thenComparing(need -> need.fields().size()))
                .orElse(null);
    }

    private static boolean matches(String name, String event) {
        return Pattern.matches("\\Q" + name.replace("*", "\\E.*\\Q") + "\\E", event);
    }

    private static String literal(String cell) {
        if (cell.equals("-")) {
            return "NULL";
        }
        if (cell.equals("''")) {
            return "''";
        }
        return cell.startsWith("0x")
                ? Long.toUnsignedString(Long.parseUnsignedLong(cell.substring(2), 16))
                : SqlNames.literal(cell);
    }

    /** An empty table with a view's documented columns. */
    private String createView(String name) {
        List<SqlFile.Column> columns = catalogue.variants(name).get(0).columns();
        String table = SqlNames.path("memory", "main", name);
        database.execute("CREATE TABLE " + table + " ("
                + columns.stream()
                        .map(c -> SqlNames.quote(c.name()) + " " + c.type() + standard(c.name()))
                        .collect(Collectors.joining(", "))
                + ")");
        made.add(name);
        return table;
    }

    private static String standard(String column) {
        return Set.of("capture_id", "buffer_id", "cpu", "rec").contains(column) ? " DEFAULT 0" : "";
    }

    /** An empty raw event with the fields anybody needs of it. */
    private String createSource(String name, Case.Relation relation) {
        String table = SqlNames.path("memory", "src", name);
        if (!made.add(name)) {
            return table;
        }
        Map<String, String> columns = new LinkedHashMap<>(PREFIX);
        catalogue.sqlFiles("views").stream()
                .flatMap(file -> file.needs().stream())
                .filter(need -> need.name().equals(name))
                .flatMap(need -> need.fields().stream())
                .forEach(field -> columns.put(field.name(), type(field, relation)));
        if (name.indexOf('@') > 0) {
            LIST_COLUMNS.forEach(column -> columns.put(column, "VARCHAR"));
        }
        if (name.startsWith("graph.")) {
            List.of("exit_ts", "duration", "depth").forEach(field -> columns.put(field, "BIGINT"));
        }
        database.execute("CREATE TABLE " + table + " ("
                + columns.entrySet().stream()
                        .map(c -> SqlNames.quote(c.getKey()) + " " + c.getValue())
                        .collect(Collectors.joining(", "))
                + ")");
        return table;
    }

    private static String type(Need.Field field, Case.Relation relation) {
        if (field.name().equals("fields")) {
            return "MAP(VARCHAR, UBIGINT)";
        }
        int at = field.names().stream()
                .mapToInt(relation.columns()::indexOf)
                .max()
                .orElse(-1);
        boolean text = at >= 0
                && IntStream.range(0, relation.rows().size())
                        .mapToObj(i -> relation.rows().get(i).get(at))
                        .anyMatch(cell -> !cell.matches("-|-?\\d+|0x[0-9a-f]+"));
        boolean unsigned =
                at >= 0 && relation.rows().stream().anyMatch(row -> row.get(at).startsWith("0x"));
        return text ? "VARCHAR" : unsigned ? "UBIGINT" : "BIGINT";
    }

    /** Makes everything a file reads that was not given. */
    void prepare(SqlFile file) {
        for (Need need : file.needs()) {
            if (made.contains(need.name()) || FIXED.contains(need.name())) {
                continue;
            }
            if (need.kind() == Need.Kind.VIEW) {
                install(need.name());
            } else {
                createSource(need.name(), new Case.Relation(need.name(), List.of(), List.of()));
            }
        }
    }

    private void install(String view) {
        SqlFile variant = catalogue.variants(view).stream()
                .filter(this::given)
                .findFirst()
                .orElseGet(() -> catalogue.variants(view).get(0));
        prepare(variant);
        made.add(view);
        database.execute("CREATE VIEW " + SqlNames.path("memory", "main", view) + " AS\n" + variant.sql());
    }

    private boolean given(SqlFile variant) {
        return variant.needs().stream().anyMatch(need -> need.kind() != Need.Kind.VIEW && made.contains(need.name()));
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
