// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.schema.EventSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The table an event fills: the columns every event table starts with, then further common fields (realtime kernels
 * have some), then the event's own fields in the kernel's order.
 *
 * @param event the event
 * @param columns column names by position; the first nine are the columns every event table starts with
 * @param fields for each column behind the first nine the field that fills it, in order
 * @param schema the same columns as Arrow types
 */
public record EventTable(
        EventSchema event, List<String> columns, List<dev.faultline.parsers.schema.Field> fields, Schema schema) {
    /** Number of columns that every event table starts with. */
    public static final int PREFIX = 9;

    /** Last column of a table filled by samples that have kinds: the number of the kind (docs/decisions/0006). */
    public static final String KIND = "sample_kind";

    private static final Set<String> COMMON_IN_PREFIX =
            Set.of("common_type", "common_flags", "common_preempt_count", "common_pid");

    /** The columns every event table starts with. */
    static List<Field> prefix() {
        return List.of(
                ColumnTypes.scalar("capture_id", ColumnTypes.SHORT),
                ColumnTypes.scalar("ts", ColumnTypes.LONG),
                ColumnTypes.scalar("cpu", ColumnTypes.SHORT),
                ColumnTypes.scalar("common_pid", ColumnTypes.INT),
                ColumnTypes.scalar("common_flags", ColumnTypes.UBYTE),
                ColumnTypes.scalar("common_preempt_count", ColumnTypes.UBYTE),
                ColumnTypes.scalar("buffer_id", ColumnTypes.UBYTE),
                ColumnTypes.scalar("rec", ColumnTypes.LONG),
                ColumnTypes.scalar("sample_id", ColumnTypes.LONG));
    }

    /** The table of an event. A field whose name is taken, in whatever case, gets the suffix {@code _field}. */
    public static EventTable of(EventSchema event) {
        List<Field> columns = new ArrayList<>(prefix());
        Set<String> taken = new HashSet<>();
        columns.forEach(column -> taken.add(column.getName()));
        taken.add(KIND);
        List<dev.faultline.parsers.schema.Field> fields = new ArrayList<>();
        for (dev.faultline.parsers.schema.Field field : event.commonFields()) {
            if (!COMMON_IN_PREFIX.contains(field.name())) {
                fields.add(field);
            }
        }
        fields.addAll(event.fields());
        for (dev.faultline.parsers.schema.Field field : fields) {
            columns.add(ColumnTypes.of(free(field.name(), taken), field));
        }
        return new EventTable(
                event, columns.stream().map(Field::getName).toList(), List.copyOf(fields), new Schema(columns));
    }

    /** The same table with column {@link #KIND}, which no field fills. */
    EventTable withKind() {
        List<String> names = new ArrayList<>(columns);
        names.add(KIND);
        List<Field> types = new ArrayList<>(schema.getFields());
        types.add(ColumnTypes.scalar(KIND, ColumnTypes.UINT));
        return new EventTable(event, List.copyOf(names), fields, new Schema(types));
    }

    /** The same table with other types: what a batch has when a {@code bool} column holds other values than 0 and 1. */
    EventTable withTypes(List<Field> types) {
        return new EventTable(event, columns, fields, new Schema(types));
    }

    private static String free(String name, Set<String> taken) {
        String column = name;
        while (!taken.add(column.toLowerCase(Locale.ROOT))) {
            column = column + "_field";
        }
        return column;
    }
}
