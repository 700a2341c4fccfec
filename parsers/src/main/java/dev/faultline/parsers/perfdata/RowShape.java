// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of system {@code perf} whose rows are put together from what was read, not cut out of the file: every column
 * has 8 bytes of an image, and lists and texts lie behind them.
 *
 * @param schema the table, its columns as fields of an image
 */
record RowShape(EventSchema schema) {
    /** Bytes a column takes of an image. */
    static final int SLOT = 8;

    /** Reads a declaration such as {@code "cache: u32 level, char[] type"}. */
    static RowShape of(String declaration) {
        int colon = declaration.indexOf(':');
        List<Field> fields = new ArrayList<>();
        for (String column : declaration.substring(colon + 1).split(",")) {
            String text = column.strip();
            int space = text.indexOf(' ');
            fields.add(field(text.substring(0, space), text.substring(space + 1), SLOT * fields.size()));
        }
        return new RowShape(
                new EventSchema("perf", declaration.substring(0, colon), -1, List.of(), List.copyOf(fields), ""));
    }

    private static Field field(String type, String name, int at) {
        return switch (type) {
            case "char[]" -> new Field(name, type, at, SLOT, false, FieldKind.DATA_LOC_TEXT, 1);
            case "u64[]" -> new Field(name, type, at, SLOT, false, FieldKind.DATA_LOC_ARRAY, 8);
            case "u8[]" -> new Field(name, type, at, SLOT, false, FieldKind.DATA_LOC_BYTES, 1);
            default -> {
                int size = Integer.parseInt(type.substring(1)) / 8;
                yield new Field(name, type, at, size, type.startsWith("s"), FieldKind.INTEGER, size);
            }
        };
    }

    /** Bytes of an image without its lists and texts. */
    int size() {
        return SLOT * schema.fields().size();
    }
}
