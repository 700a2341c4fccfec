// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import dev.faultline.samples.write.FormatField.Shape;
import java.util.ArrayList;
import java.util.List;

/** Lays fields out as a C compiler does (naturally aligned), unless told otherwise. */
public final class EventFormatBuilder {
    final Machine machine;
    final String system;
    final String name;
    final int id;
    final List<FormatField> fields = new ArrayList<>();
    int commonCount;
    String printFmt = "\"\"";

    private int end;
    private boolean packed;

    EventFormatBuilder(Machine machine, String system, String name, int id) {
        this.machine = machine;
        this.system = system;
        this.name = name;
        this.id = id;
        field("unsigned short", "common_type");
        field("unsigned char", "common_flags");
        field("unsigned char", "common_preempt_count");
        field("int", "common_pid");
        commonCount = fields.size();
    }

    /** Adds a further common field, as RT kernels do; before the event's own. */
    public EventFormatBuilder common(String type, String field) {
        if (fields.size() != commonCount) {
            throw new IllegalStateException("common fields come first");
        }
        field(type, field);
        commonCount = fields.size();
        return this;
    }

    /** From here on no alignment: ftrace's own events are packed (kernel {@code trace_entries.h}). */
    public EventFormatBuilder packed() {
        packed = true;
        return this;
    }

    /** The next field starts at {@code offset}: leaves a gap no field describes. */
    public EventFormatBuilder at(int offset) {
        end = offset;
        return this;
    }

    /** A scalar of a type whose size is known. */
    public EventFormatBuilder field(String type, String field) {
        CType known = CType.of(type, machine);
        return field(type, field, known.size(), known.signed());
    }

    /** A scalar of any type. */
    public EventFormatBuilder field(String type, String field, int size, boolean signed) {
        int offset = align(end, size);
        return add(new FormatField(type + " " + field, field, offset, size, signed, Shape.SCALAR, size));
    }

    /** {@code type field[count]}. */
    public EventFormatBuilder array(String type, String field, int count) {
        CType known = CType.of(type, machine);
        int offset = align(end, known.size());
        String declaration = type + " " + field + "[" + count + "]";
        int size = known.size() * count;
        return add(new FormatField(declaration, field, offset, size, known.signed(), Shape.FIXED_ARRAY, known.size()));
    }

    /** {@code __data_loc type[] field}. */
    public EventFormatBuilder dataLoc(String type, String field) {
        return located("__data_loc", type, field, Shape.DATA_LOC);
    }

    /** {@code __rel_loc type[] field}. */
    public EventFormatBuilder relLoc(String type, String field) {
        return located("__rel_loc", type, field, Shape.REL_LOC);
    }

    /** {@code type field[]} with size 0: the rest of the record. */
    public EventFormatBuilder rest(String type, String field) {
        CType known = CType.of(type, machine);
        int offset = align(end, known.size());
        return add(
                new FormatField(type + " " + field + "[]", field, offset, 0, known.signed(), Shape.REST, known.size()));
    }

    /** {@code type field[declared]}, of which a record has any number: {@code caller} of {@code kernel_stack}. */
    public EventFormatBuilder open(String type, String field, int declared) {
        CType known = CType.of(type, machine);
        int offset = align(end, known.size());
        String declaration = type + " " + field + "[" + declared + "]";
        int size = known.size() * declared;
        return add(new FormatField(declaration, field, offset, size, known.signed(), Shape.REST, known.size()));
    }

    /** The {@code print fmt} line: the quoted format and its arguments. */
    public EventFormatBuilder printFmt(String text) {
        printFmt = text;
        return this;
    }

    public EventFormat build() {
        return new EventFormat(this);
    }

    private EventFormatBuilder located(String keyword, String type, String field, Shape shape) {
        CType known = switch (type) {
            case "cpumask_t", "bitmask" -> new CType(type, machine.longSize(), false);
            default -> CType.of(type, machine);
        };
        String declaration = keyword + " " + type + "[] " + field;
        return add(new FormatField(declaration, field, align(end, 4), 4, known.signed(), shape, known.size()));
    }

    private EventFormatBuilder add(FormatField field) {
        fields.add(field);
        end = field.offset() + field.size();
        return this;
    }

    private int align(int offset, int size) {
        if (packed || Integer.bitCount(size) != 1) {
            return offset;
        }
        return (offset + size - 1) & -size;
    }
}
