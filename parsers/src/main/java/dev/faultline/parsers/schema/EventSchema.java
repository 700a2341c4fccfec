// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layout of a tracepoint's record: its {@code format} file.
 *
 * @param system event system, for example {@code writeback}
 * @param name event name, for example {@code writeback_dirty_folio}
 * @param id id of this boot; never compare across captures. Negative for tables of ours that no record id selects
 * @param commonFields the {@code common_*} fields
 * @param fields the event's own fields in the kernel's order
 * @param printFmt the {@code print fmt} as plain text, empty when there is none; never executed
 */
public record EventSchema(
        String system, String name, int id, List<Field> commonFields, List<Field> fields, String printFmt) {
    /** {@code system.name}, the event's name in our tables. */
    public String qualifiedName() {
        return system + "." + name;
    }

    /** The field of that name, common or own; {@code null} when the event has none. */
    public @Nullable Field field(String wanted) {
        for (Field field : fields) {
            if (field.name().equals(wanted)) {
                return field;
            }
        }
        for (Field field : commonFields) {
            if (field.name().equals(wanted)) {
                return field;
            }
        }
        return null;
    }

    /** Bytes a record must have so that every fixed field lies inside it. */
    public int fixedSize() {
        int end = 0;
        for (Field field : commonFields) {
            end = Math.max(end, field.end());
        }
        for (Field field : fields) {
            if (field.kind() != FieldKind.STACK) {
                end = Math.max(end, field.end());
            }
        }
        return end;
    }
}
