// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.metadata;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The two tables that keep what no format describes, so that nothing is dropped.
 *
 * @param unknown {@code ftrace.unknown_event}: records of undeclared ids, with the id and the payload's bytes
 * @param unparsed {@code ftrace.unparsed}: lines of text buffers
 */
public record OwnEvents(EventSchema unknown, EventSchema unparsed) {
    private static final int UNKNOWN = -1;
    private static final int UNPARSED = -2;

    /** With the common fields that the capture's events share. */
    public static OwnEvents like(List<EventSchema> schemas) {
        List<Field> common = schemas.isEmpty() ? List.of() : schemas.get(0).commonFields();
        Field id = new Field("event_id", "unsigned short", 0, 2, false, FieldKind.INTEGER, 2);
        for (Field field : common) {
            if (field.name().equals("common_type") && field.size() == 2) {
                id = new Field("event_id", field.type(), field.offset(), 2, false, FieldKind.INTEGER, 2);
            }
        }
        Field payload = new Field("payload", "u8[]", 0, 0, false, FieldKind.BYTES, 1);
        Field line = new Field("line", "char[]", 0, 0, false, FieldKind.TEXT, 1);
        return new OwnEvents(
                new EventSchema("ftrace", "unknown_event", UNKNOWN, common, List.of(id, payload), ""),
                new EventSchema("ftrace", "unparsed", UNPARSED, List.of(), List.of(line), "\"%s\", REC->line"));
    }

    /** The events of a capture, then these two. */
    public List<EventSchema> appendedTo(List<EventSchema> schemas) {
        List<EventSchema> all = new ArrayList<>(schemas);
        all.add(unknown);
        all.add(unparsed);
        return List.copyOf(all);
    }
}
