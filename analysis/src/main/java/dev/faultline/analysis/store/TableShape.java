// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The columns a stored table has now, and the statements that make room for a batch with other columns: more columns, wider
 * integers. The kernel changes its events between releases, so this is the normal case of several captures in one store.
 */
final class TableShape {
    private final TableNames.Place place;
    private final ConstantColumns constants;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    /**
     * One column.
     *
     * @param name name as first seen
     * @param type type that holds everything so far
     * @param origin capture that brought it
     */
    private record Column(String name, ColumnType type, String origin) {}

    TableShape(TableNames.Place place, ConstantColumns constants) {
        this.place = place;
        this.constants = constants;
    }

    TableNames.Place place() {
        return place;
    }

    ConstantColumns constants() {
        return constants;
    }

    /** Names of the columns. */
    List<String> names() {
        return columns.values().stream().map(Column::name).toList();
    }

    /** Type of a stored column, {@code null} when there is none of that name. */
    @Nullable
    String type(String column) {
        Column known = columns.get(column.toLowerCase(Locale.ROOT));
        return known == null ? null : known.type().sql();
    }

    /**
     * Statements to run before rows of {@code schema} can be inserted by name.
     *
     * @param origin the capture the rows come from, for the refusal
     * @throws StoreException when a column cannot hold both captures' values; names both
     */
    List<String> fit(Schema schema, String origin) {
        boolean fresh = columns.isEmpty();
        List<String> alterations = new ArrayList<>();
        for (Field field : constants.present(schema).getFields()) {
            fit(field, origin, alterations);
        }
        return fresh ? create() : alterations;
    }

    private void fit(Field field, String origin, List<String> alterations) {
        String key = field.getName().toLowerCase(Locale.ROOT);
        ColumnType type = ColumnType.of(field);
        Column known = columns.get(key);
        if (known == null) {
            columns.put(key, new Column(field.getName(), type, origin));
            alterations.add("ALTER TABLE " + place.sql() + " ADD COLUMN " + definition(field.getName(), type));
            return;
        }
        ColumnType wide = known.type().join(type).orElseThrow(() -> refusal(known, type, origin));
        if (!wide.equals(known.type())) {
            columns.put(key, new Column(known.name(), wide, origin));
            alterations.add("ALTER TABLE " + place.sql() + " ALTER COLUMN " + SqlNames.quote(known.name())
                    + " SET DATA TYPE " + wide.sql());
        }
    }

    private StoreException refusal(Column known, ColumnType type, String origin) {
        return new StoreException("event %s.%s, field %s: %s in %s, but %s in %s; load these captures separately"
                .formatted(
                        place.schema(),
                        place.table(),
                        known.name(),
                        known.type().sql(),
                        known.origin(),
                        type.sql(),
                        origin));
    }

    private List<String> create() {
        String table = columns.values().stream()
                .map(column -> definition(column.name(), column.type()))
                .collect(Collectors.joining(", ", "CREATE TABLE " + place.sql() + " (", ")"));
        return List.of("CREATE SCHEMA IF NOT EXISTS " + SqlNames.path(StoreFile.CATALOG, place.schema()), table);
    }

    private String definition(String name, ColumnType type) {
        String column = SqlNames.quote(name) + " " + type.sql();
        String constant = constants.expression(name);
        return constant == null ? column : column + " GENERATED ALWAYS AS (" + constant + ") VIRTUAL";
    }
}
