// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

import java.util.List;

/**
 * Layout of a tracepoint's record: its {@code format} file.
 *
 * @param system event system, for example {@code writeback}
 * @param name event name, for example {@code writeback_dirty_folio}
 * @param id id of this boot; never compare across captures
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
}
