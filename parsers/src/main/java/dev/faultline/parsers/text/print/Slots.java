// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text.print;

import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns that the text of one event can fill, by number: the event's own fields in the kernel's order, then the
 * {@code <field>_text} that its print layouts add as they are compiled (a symbol printed without its address).
 */
public final class Slots {
    /** No slot. */
    static final int NONE = -1;

    private final List<Field> fields;
    private final List<String> texts = new ArrayList<>();
    private final Map<Integer, Long> possible = new HashMap<>();

    /** @param fields the event's own fields */
    public Slots(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** The event's own fields. */
    public List<Field> fields() {
        return fields;
    }

    /** Names of the further columns, in the order of their slots. */
    public List<String> texts() {
        return texts;
    }

    /** Number of slots. */
    public int size() {
        return fields.size() + texts.size();
    }

    /** Slot of a field; {@link #NONE} when the event has none of that name. */
    int of(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field)) {
                return i;
            }
        }
        return NONE;
    }

    /** Slot of {@code <field>_text}. */
    int textOf(String field) {
        String name = field + "_text";
        if (!texts.contains(name)) {
            texts.add(name);
        }
        return fields.size() + texts.indexOf(name);
    }

    /** Whether a slot takes numbers. */
    boolean numeric(int slot) {
        return slot >= 0
                && slot < fields.size()
                && switch (fields.get(slot).kind()) {
                    case INTEGER, POINTER, BOOLEAN -> true;
                    default -> false;
                };
    }

    /** Whether a slot takes text. */
    boolean textual(int slot) {
        if (slot < 0 || slot >= fields.size()) {
            return slot >= 0;
        }
        return switch (fields.get(slot).kind()) {
            case TEXT, DATA_LOC_TEXT, REL_LOC_TEXT -> true;
            default -> false;
        };
    }

    /** Declares that the kernel can only set these bits of a field, so that a text which tells them tells all. */
    public void complete(String field, long bits) {
        int slot = of(field);
        if (slot != NONE) {
            possible.put(slot, bits);
        }
    }

    /** The bits a field of this slot can have. */
    public long mask(int slot) {
        Field field = fields.get(slot);
        if (possible.containsKey(slot)) {
            return possible.get(slot);
        }
        if (field.kind() == FieldKind.BOOLEAN) {
            return 1;
        }
        return field.size() >= 8 ? -1 : (1L << (8 * field.size())) - 1;
    }
}
