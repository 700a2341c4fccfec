// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.EventTable;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * An event given by a test: its schema, and rows whose values are by position {@code ts, cpu, common_pid} and then its fields.
 *
 * @param table the event's table
 * @param rows rows, in order
 */
record HandMadeEvent(EventTable table, List<Object[]> rows) {
    private static final int PREFIX = 9;

    static HandMadeEvent event(String qualifiedName, String... fields) {
        List<org.apache.arrow.vector.types.pojo.Field> columns = new ArrayList<>(prefix());
        List<Field> declared = new ArrayList<>();
        for (String field : fields) {
            String[] words = field.split(" ");
            columns.add(column(words[0], type(words[1])));
            declared.add(new Field(words[0], words[1], 8, 8, false, FieldKind.INTEGER, 8));
        }
        int dot = qualifiedName.indexOf('.');
        EventSchema schema = new EventSchema(
                qualifiedName.substring(0, dot), qualifiedName.substring(dot + 1), 7, List.of(), declared, "\"fmt\"");
        List<String> names = columns.stream()
                .map(org.apache.arrow.vector.types.pojo.Field::getName)
                .toList();
        return new HandMadeEvent(new EventTable(schema, names, new Schema(columns)), new ArrayList<>());
    }

    HandMadeEvent row(Object... values) {
        rows.add(values);
        return this;
    }

    /** Position of a given value in the table. */
    static int column(int value) {
        return switch (value) {
            case 0 -> 1;
            case 1 -> 2;
            case 2 -> 3;
            default -> PREFIX + value - 3;
        };
    }

    private static List<org.apache.arrow.vector.types.pojo.Field> prefix() {
        return List.of(
                column("capture_id", new ArrowType.Int(16, true)),
                column("ts", new ArrowType.Int(64, true)),
                column("cpu", new ArrowType.Int(16, true)),
                column("common_pid", new ArrowType.Int(32, true)),
                column("common_flags", new ArrowType.Int(8, false)),
                column("common_preempt_count", new ArrowType.Int(8, false)),
                column("buffer_id", new ArrowType.Int(8, false)),
                column("rec", new ArrowType.Int(64, true)),
                column("sample_id", new ArrowType.Int(64, true)));
    }

    private static org.apache.arrow.vector.types.pojo.Field column(String name, ArrowType type) {
        return new org.apache.arrow.vector.types.pojo.Field(name, FieldType.nullable(type), null);
    }

    private static ArrowType type(String word) {
        return switch (word) {
            case "u8" -> new ArrowType.Int(8, false);
            case "s16" -> new ArrowType.Int(16, true);
            case "u32" -> new ArrowType.Int(32, false);
            case "s64" -> new ArrowType.Int(64, true);
            case "u64" -> new ArrowType.Int(64, false);
            case "bool" -> new ArrowType.Bool();
            case "text" -> new ArrowType.Utf8();
            default -> throw new IllegalArgumentException(word);
        };
    }
}
