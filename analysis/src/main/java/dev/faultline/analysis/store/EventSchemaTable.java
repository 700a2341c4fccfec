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
    private final TableLoaders loaders;

    EventSchemaTable(StoreFile store, EventSet wanted, TableLoaders loaders) {
        this.store = store;
        this.wanted = wanted;
        this.loaders = loaders;
    }

    /**
     * Writes the rows of one capture.
     *
     * @param recorded records per qualified event name that the scan walked over, decoded or not
     * @param stored rows loaded per qualified event name
     */
    void write(short captureId, List<EventSchema> schemas, Map<String, Long> recorded, Map<String, AtomicLong> stored) {
        List<EventSchema> events =
                schemas.stream().filter(schema -> !SampleView.part(schema)).toList();
        events.stream().filter(wanted::names).forEach(this::ensureTable);
        try (RowAppender rows = new RowAppender(store.connection(), "event_schema")) {
            for (EventSchema schema : events) {
                String name = schema.qualifiedName();
                long loaded =
                        stored(stored, name) + (name.equals(SampleView.EVENT) ? stored(stored, SampleView.ROWS) : 0);
                write(rows, captureId, schema, recorded.getOrDefault(name, 0L), wanted.wants(schema) ? loaded : null);
            }
        }
    }

    private static long stored(Map<String, AtomicLong> stored, String event) {
        return stored.getOrDefault(event, new AtomicLong()).get();
    }

    /** An event asked for by name is an empty table when it has no records, not a missing one. */
    private void ensureTable(EventSchema schema) {
        if (loaders.shape(schema.qualifiedName()) == null) {
            loaders.create(EventTable.of(schema)).forEach(store::run);
        }
    }

    private void write(RowAppender rows, short captureId, EventSchema schema, long recorded, @Nullable Long loaded) {
        TableShape shape = loaders.shape(schema.qualifiedName());
        String schemaName = shape == null ? null : shape.place().schema();
        String tableName = shape == null ? null : shape.place().table();
        EventTable table = EventTable.of(schema);
        int count = Math.max(1, table.fields().size());
        for (int position = 0; position < count; position++) {
            Field field = table.fields().isEmpty() ? null : table.fields().get(position);
            int column = EventTable.PREFIX + position;
            rows.row(
                    captureId,
                    schema.system(),
                    schema.name(),
                    schema.id(),
                    (short) position,
                    field == null ? null : field.name(),
                    schemaName,
                    tableName,
                    field == null ? null : table.columns().get(column),
                    field == null ? null : type(shape, table, column),
                    field == null ? null : field.type(),
                    position == 0 ? schema.printFmt() : null,
                    recorded,
                    loaded);
        }
    }

    private static String type(@Nullable TableShape shape, EventTable table, int position) {
        String stored = shape == null ? null : shape.type(table.columns().get(position));
        return stored != null
                ? stored
                : ColumnType.of(table.schema().getFields().get(position)).sql();
    }
}
