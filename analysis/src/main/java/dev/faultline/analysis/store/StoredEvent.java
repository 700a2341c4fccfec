// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event of one capture as {@code event_schema} knows it.
 *
 * @param captureId capture
 * @param system event system
 * @param event event name
 * @param place its table, {@code null} when it has none
 * @param recorded records in the capture
 * @param loaded rows loaded, {@code null} when it was not asked for
 * @param columns column by the kernel's field name
 */
record StoredEvent(
        int captureId,
        String system,
        String event,
        TableNames.@Nullable Place place,
        long recorded,
        @Nullable Long loaded,
        Map<String, String> columns) {

    String qualifiedName() {
        return system + "." + event;
    }

    /** Every event of every capture in the store. */
    static List<StoredEvent> all(TraceDatabase database) {
        List<StoredEvent> events = new ArrayList<>();
        database.query("""
                        SELECT capture_id, system, event, any_value(schema_name), any_value(table_name),
                          any_value(recorded), any_value(loaded), list(field ORDER BY position), list(column_name ORDER BY position)
                        FROM store.main.event_schema
                        GROUP BY capture_id, system, event
                        ORDER BY capture_id, system, event
                        """).forEach(row -> events.add(of(row)));
        return events;
    }

    private static StoredEvent of(@Nullable Object[] row) {
        Map<String, String> columns = new HashMap<>();
        List<?> fields = (List<?>) Optional.ofNullable(row[7]).orElse(List.of());
        List<?> names = (List<?>) Optional.ofNullable(row[8]).orElse(List.of());
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i) != null) {
                columns.put((String) fields.get(i), (String) names.get(i));
            }
        }
        return new StoredEvent(
                ((Number) row[0]).intValue(),
                (String) row[1],
                (String) row[2],
                row[4] == null ? null : new TableNames.Place((String) row[3], (String) row[4]),
                ((Number) row[5]).longValue(),
                (Long) row[6],
                columns);
    }

    /** Whether it has every field the need must have. */
    boolean has(List<Need.Field> fields) {
        return fields.stream()
                .allMatch(field -> field.optional()
                        || field.every()
                        || field.names().stream().anyMatch(columns::containsKey));
    }

    StoredEvent withRecorded(long records) {
        return new StoredEvent(captureId, system, event, place, records, loaded, columns);
    }

    /** The probe it is, if any. */
    Optional<Probe> probe() {
        return Probe.of(event, columns.keySet());
    }
}
