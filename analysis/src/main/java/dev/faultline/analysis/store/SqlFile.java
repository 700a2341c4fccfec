// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of our {@code .sql} files: front matter, then one statement.
 *
 * <p>Front matter is the block of {@code --} lines at the top. A line {@code -- key: value} gives a value; a key may come several
 * times; a line that starts with {@code --} and at least three spaces goes on with the value above it. Other lines are prose.
 *
 * <pre>
 * -- title:       Folios that became dirty
 * -- needs:       writeback.writeback_dirty_folio(ino, index), task, coverage?
 * -- column:      ts BIGINT  when the folio became dirty
 * -- materialise: yes
 * SELECT ...
 * </pre>
 *
 * What files share ({@code each} lists, blocks) is in place: see {@link SqlTemplate}.
 *
 * @param path where it stands in the catalogue: {@code views/folio_dirtied.folio.sql}
 * @param front keys of the front matter with their values, in order
 * @param sql the statement, without a trailing semicolon
 */
public record SqlFile(String path, Map<String, List<String>> front, String sql) {
    private static final Pattern ENTRY = Pattern.compile("--\\s?([a-z][a-z_-]*):(?:\\s+(.*))?");
    private static final Pattern CONTINUATION = Pattern.compile("--\\s{3,}(\\S.*)");
    private static final Pattern COLUMN =
            Pattern.compile("(\\w+)\\s+(\\w+(?:\\([^)]*\\))?(?:\\s*\\[\\])*)(?:\\s+(.*))?");

    /**
     * A documented column of a view.
     *
     * @param name column name
     * @param type DuckDB type
     * @param meaning meaning and unit, may be empty
     */
    public record Column(String name, String type, String meaning) {}

    /**
     * Reads a file's text; one that uses a block must come from a {@link SqlCatalogue}.
     *
     * @throws StoreException when there is no statement
     */
    public static SqlFile parse(String path, String text) {
        return parse(path, text, block -> {
            throw new StoreException(path + ": no block '" + block + "'");
        });
    }

    /** Reads a file's text, with the text of blocks by name. */
    static SqlFile parse(String path, String text, UnaryOperator<String> blocks) {
        return new SqlTemplate(path, blocks).expand(read(path, text));
    }

    /** A file as it is written. */
    static SqlFile read(String path, String text) {
        Map<String, List<String>> front = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        int at = 0;
        @Nullable List<String> current = null;
        for (; at < lines.size() && (lines.get(at).isBlank() || lines.get(at).startsWith("--")); at++) {
            current = frontLine(lines.get(at), front, current);
        }
        String sql = String.join("\n", lines.subList(at, lines.size())).strip();
        sql = sql.endsWith(";") ? sql.substring(0, sql.length() - 1).stripTrailing() : sql;
        if (sql.isEmpty()) {
            throw new StoreException(path + ": no statement after the front matter");
        }
        return new SqlFile(path, front, sql);
    }

    private static @Nullable List<String> frontLine(
            String line, Map<String, List<String>> front, @Nullable List<String> current) {
        Matcher entry = ENTRY.matcher(line);
        if (entry.matches()) {
            List<String> values = front.computeIfAbsent(entry.group(1), k -> new ArrayList<>());
            values.add(entry.group(2) == null ? "" : entry.group(2).strip());
            return values;
        }
        Matcher more = CONTINUATION.matcher(line);
        if (current != null && more.matches()) {
            int last = current.size() - 1;
            current.set(last, (current.get(last) + " " + more.group(1).strip()).strip());
            return current;
        }
        return null;
    }

    /** The first value of a key. */
    public Optional<String> value(String key) {
        return values(key).stream().findFirst();
    }

    /** All values of a key, in order. */
    public List<String> values(String key) {
        return front.getOrDefault(key, List.of());
    }

    /** The first value of a key that this kind of file must have. */
    public String required(String key) {
        return value(key).orElseThrow(() -> new StoreException(path + ": front matter lacks '" + key + "'"));
    }

    /** What the statement reads, from all {@code needs} lines. */
    public List<Need> needs() {
        return values("needs").stream()
                .flatMap(line -> Need.parseAll(line).stream())
                .toList();
    }

    /** Columns documented by {@code column} lines. */
    public List<Column> columns() {
        return values("column").stream().map(this::column).toList();
    }

    private Column column(String line) {
        Matcher matcher = COLUMN.matcher(line);
        if (!matcher.matches()) {
            throw new StoreException(path + ": column line is not 'name TYPE  meaning': " + line);
        }
        String meaning = matcher.group(3);
        return new Column(matcher.group(1), matcher.group(2), meaning == null ? "" : meaning);
    }

    /** Whether the result is stored when installed, instead of computed at every use. */
    public boolean materialised() {
        return value("materialise").filter("yes"::equals).isPresent();
    }

    /** This file with another's title and columns. */
    SqlFile describedBy(SqlFile other) {
        Map<String, List<String>> described = new LinkedHashMap<>(front);
        for (String key : List.of("title", "column")) {
            described.put(key, other.values(key));
        }
        return new SqlFile(path, described, sql);
    }

    /** The thing's name: {@code folio_dirtied} of {@code views/folio_dirtied.folio.sql}. */
    public String name() {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.substring(0, file.indexOf('.'));
    }

    /** The variant: {@code folio} of {@code views/folio_dirtied.folio.sql}; empty when there is only one. */
    public String variant() {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int from = file.indexOf('.') + 1;
        int to = file.lastIndexOf('.');
        return from > to ? "" : file.substring(from, to);
    }
}
