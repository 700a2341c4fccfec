// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.EventTable;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes table {@code event_schema}, once all captures are loaded and the tables have their last types. */
final class EventSchemaTable {
    private final StoreFile store;
    private final EventSet wanted;
    private final CaptureReader reader;
    private final TableLoaders loaders;

    EventSchemaTable(StoreFile store, EventSet wanted, CaptureReader reader, TableLoaders loaders) {
        this.store = store;
        this.wanted = wanted;
        this.reader = reader;
        this.loaders = loaders;
    }

    void write(short captureId, List<EventSchema> schemas, Map<String, AtomicLong> stored) {
        schemas.stream().filter(wanted::names).forEach(this::ensureTable);
        try (RowAppender rows = new RowAppender(store.connection(), "event_schema")) {
            for (EventSchema schema : schemas) {
                AtomicLong count = stored.get(schema.qualifiedName());
                Long known = wanted.wants(schema) ? Long.valueOf(0) : null;
                write(rows, captureId, schema, count == null ? known : Long.valueOf(count.get()));
            }
        }
    }

    /** An event asked for by name is an empty table when it has no records, not a missing one. */
    private void ensureTable(EventSchema schema) {
        if (loaders.shape(schema.qualifiedName()) == null) {
            loaders.create(reader.table(schema)).forEach(store::run);
        }
    }

    private void write(RowAppender rows, short captureId, EventSchema schema, @Nullable Long recorded) {
        TableShape shape = loaders.shape(schema.qualifiedName());
        String schemaName = shape == null ? null : shape.place().schema();
        String tableName = shape == null ? null : shape.place().table();
        EventTable table = reader.table(schema);
        int prefix = table.columns().size() - schema.fields().size();
        short last = (short) Math.max(1, schema.fields().size());
        for (short position = 0; position < last; position++) {
            Field field = schema.fields().isEmpty() ? null : schema.fields().get(position);
            String column = field == null ? null : table.columns().get(prefix + position);
            rows.row(
                    captureId,
                    schema.system(),
                    schema.name(),
                    schema.id(),
                    position,
                    field == null ? null : field.name(),
                    schemaName,
                    tableName,
                    column,
                    column == null ? null : type(shape, table, prefix + position),
                    field == null ? null : field.type(),
                    position == 0 ? schema.printFmt() : null,
                    recorded);
        }
    }

    private static String type(@Nullable TableShape shape, EventTable table, int position) {
        String stored = shape == null ? null : shape.type(table.columns().get(position));
        return stored != null
                ? stored
                : ColumnType.of(table.schema().getFields().get(position)).sql();
    }
}
