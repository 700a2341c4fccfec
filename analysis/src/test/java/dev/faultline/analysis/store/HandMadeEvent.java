// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.arrow.EventTable;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An event given by a test: its schema, and rows whose values are by position {@code ts, cpu, common_pid} and then its fields.
 *
 * @param table the event's table
 * @param rows rows, in order
 */
record HandMadeEvent(EventTable table, List<Object[]> rows) {
    /** Fields are written {@code "ino u64"}: a name, and one of u8 s16 u32 s64 u64 bool text bytes u64[]. */
    static HandMadeEvent event(String qualifiedName, String... fields) {
        int dot = qualifiedName.indexOf('.');
        List<Field> declared =
                Arrays.stream(fields).map(field -> field(field.split(" "))).toList();
        EventSchema schema = new EventSchema(
                qualifiedName.substring(0, dot), qualifiedName.substring(dot + 1), 7, List.of(), declared, "\"fmt\"");
        return new HandMadeEvent(EventTable.of(schema), new ArrayList<>());
    }

    HandMadeEvent row(Object... values) {
        rows.add(values);
        return this;
    }

    /** Position of a given value in the table. */
    static int column(int value) {
        return value < 3 ? value + 1 : EventTable.PREFIX + value - 3;
    }

    private static Field field(String[] words) {
        String type = words[1];
        return switch (type) {
            case "bool" -> new Field(words[0], type, 8, 1, false, FieldKind.BOOLEAN, 1);
            case "text" -> new Field(words[0], "__data_loc char[]", 8, 4, false, FieldKind.DATA_LOC_TEXT, 1);
            case "bytes" -> new Field(words[0], "u8[4]", 8, 4, false, FieldKind.BYTES, 1);
            case "u64[]" -> new Field(words[0], "__data_loc u64[]", 8, 4, false, FieldKind.DATA_LOC_ARRAY, 8);
            default -> {
                int size = Integer.parseInt(type.substring(1)) / 8;
                yield new Field(words[0], type, 8, size, type.charAt(0) == 's', FieldKind.INTEGER, size);
            }
        };
    }
}
