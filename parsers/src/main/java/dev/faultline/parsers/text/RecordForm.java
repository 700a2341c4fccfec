// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import dev.faultline.parsers.text.print.Slots;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the record looks that a line of one event becomes: the kernel's fields under their names and types, at places of
 * our own, everything of variable length behind a location word.
 */
final class RecordForm {
    /** Bits of the absent mask for the common fields; the lower bits are the slots. */
    static final int FLAGS_BIT = 62;

    static final int TID_BIT = 63;
    /** Slots that a mask can tell apart. */
    static final int MOST_SLOTS = 62;

    private static final int COMMON = 8;
    private static final int WORD = 4;
    private static final Field FLAGS = number("common_flags", "unsigned char", 0, 1, false);
    private static final Field DEPTH = number("common_preempt_count", "unsigned char", 1, 1, false);
    private static final Field TID = number("common_pid", "int", 4, 4, true);

    private final EventSchema schema;
    private final Slots slots;
    private final int fixed;

    private RecordForm(EventSchema schema, Slots slots, int fixed) {
        this.schema = schema;
        this.slots = slots;
        this.fixed = fixed;
    }

    /** The form of an event's records. */
    static RecordForm of(EventSchema event, Slots slots) {
        List<Field> fields = new ArrayList<>();
        int at = COMMON;
        for (Field field : slots.fields()) {
            Field placed = placed(field, at);
            fields.add(placed);
            at = placed.end();
        }
        for (String name : slots.texts()) {
            Field text = located(name, "char[]", FieldKind.DATA_LOC_TEXT, 1, aligned(at, WORD));
            fields.add(text);
            at = text.end();
        }
        EventSchema schema = new EventSchema(
                event.system(),
                event.name(),
                event.id(),
                List.of(FLAGS, DEPTH, TID),
                List.copyOf(fields),
                event.printFmt());
        return new RecordForm(schema, slots, at);
    }

    EventSchema schema() {
        return schema;
    }

    Slots slots() {
        return slots;
    }

    /** Bytes of a record before anything of variable length. */
    int fixed() {
        return fixed;
    }

    Field field(int slot) {
        return schema.fields().get(slot);
    }

    /** The fields that a mask of {@link #FLAGS_BIT}, {@link #TID_BIT} and slots says are not known. */
    Set<Field> absent(long mask) {
        Set<Field> absent = new HashSet<>();
        for (int slot = 0; slot < schema.fields().size(); slot++) {
            if (((mask >>> slot) & 1) != 0) {
                absent.add(field(slot));
            }
        }
        if (((mask >>> FLAGS_BIT) & 1) != 0) {
            absent.add(FLAGS);
            absent.add(DEPTH);
        }
        if (((mask >>> TID_BIT) & 1) != 0) {
            absent.add(TID);
        }
        return Set.copyOf(absent);
    }

    private static Field placed(Field field, int at) {
        return switch (field.kind()) {
            case INTEGER, POINTER, BOOLEAN ->
                new Field(
                        field.name(),
                        field.type(),
                        aligned(at, field.size()),
                        field.size(),
                        field.signed(),
                        field.kind(),
                        field.elementSize());
            case TEXT, DATA_LOC_TEXT, REL_LOC_TEXT -> located(field, FieldKind.DATA_LOC_TEXT, at);
            case BYTES, DATA_LOC_BYTES, REL_LOC_BYTES -> located(field, FieldKind.DATA_LOC_BYTES, at);
            case ARRAY, STACK, DATA_LOC_ARRAY, REL_LOC_ARRAY -> located(field, FieldKind.DATA_LOC_ARRAY, at);
        };
    }

    private static Field located(Field field, FieldKind kind, int at) {
        return new Field(
                field.name(), field.type(), aligned(at, WORD), WORD, field.signed(), kind, field.elementSize());
    }

    private static Field located(String name, String type, FieldKind kind, int element, int at) {
        return new Field(name, type, at, WORD, false, kind, element);
    }

    private static Field number(String name, String type, int offset, int size, boolean signed) {
        return new Field(name, type, offset, size, signed, FieldKind.INTEGER, size);
    }

    private static int aligned(int at, int size) {
        return (at + size - 1) / size * size;
    }
}
