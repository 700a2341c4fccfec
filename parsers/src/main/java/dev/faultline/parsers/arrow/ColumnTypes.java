// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.schema.Field;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;

/** The one table from fields to Arrow types (design, section 3.1). */
final class ColumnTypes {
    static final ArrowType BOOLEAN = ArrowType.Bool.INSTANCE;
    static final ArrowType UBYTE = new ArrowType.Int(8, false);
    static final ArrowType SHORT = new ArrowType.Int(16, true);
    static final ArrowType INT = new ArrowType.Int(32, true);
    static final ArrowType LONG = new ArrowType.Int(64, true);
    static final ArrowType UINT = new ArrowType.Int(32, false);
    private static final ArrowType ULONG = new ArrowType.Int(64, false);

    private ColumnTypes() {}

    /** The Arrow field of an event's field under a column name. */
    static org.apache.arrow.vector.types.pojo.Field of(String column, Field field) {
        return switch (field.kind()) {
            case INTEGER -> scalar(column, new ArrowType.Int(8 * field.size(), field.signed()));
            case BOOLEAN -> scalar(column, BOOLEAN);
            case POINTER -> scalar(column, ULONG);
            case TEXT, DATA_LOC_TEXT, REL_LOC_TEXT -> scalar(column, ArrowType.Utf8.INSTANCE);
            case BYTES, DATA_LOC_BYTES, REL_LOC_BYTES -> scalar(column, ArrowType.Binary.INSTANCE);
            case ARRAY, STACK, DATA_LOC_ARRAY, REL_LOC_ARRAY -> list(column, element(field));
        };
    }

    static org.apache.arrow.vector.types.pojo.Field scalar(String column, ArrowType type) {
        return new org.apache.arrow.vector.types.pojo.Field(column, FieldType.nullable(type), List.of());
    }

    /** Words of the kernel's long size that are unsigned become 64 bits, like single ones. */
    static boolean widened(Field field) {
        return field.elementSize() == 4 && !field.signed() && longWords(field.type());
    }

    private static boolean longWords(String type) {
        return (type.contains("unsigned long") && !type.contains("unsigned long long"))
                || type.contains("long unsigned")
                || type.contains("cpumask")
                || type.contains("*");
    }

    private static ArrowType element(Field field) {
        return widened(field) ? ULONG : new ArrowType.Int(8 * field.elementSize(), field.signed());
    }

    private static org.apache.arrow.vector.types.pojo.Field list(String column, ArrowType element) {
        return new org.apache.arrow.vector.types.pojo.Field(
                column, FieldType.nullable(ArrowType.List.INSTANCE), List.of(scalar("item", element)));
    }
}
