// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.util.ArrayList;
import java.util.List;

/**
 * Layout of an event: what tracefs shows as {@code events/SYSTEM/NAME/format}. Build one with {@link #builder}, make
 * records of it with {@link #row}.
 */
public final class EventFormat {
    private final Machine machine;
    private final String system;
    private final String name;
    private final int id;
    private final int commonCount;
    private final List<FormatField> fields;
    private final String printFmt;

    EventFormat(EventFormatBuilder builder) {
        this.machine = builder.machine;
        this.system = builder.system;
        this.name = builder.name;
        this.id = builder.id;
        this.commonCount = builder.commonCount;
        this.fields = List.copyOf(builder.fields);
        this.printFmt = builder.printFmt;
    }

    /** Starts a format with the four common fields every kernel since 2.6.39 has. */
    public static EventFormatBuilder builder(Machine machine, String system, String name, int id) {
        return new EventFormatBuilder(machine, system, name, id);
    }

    public Machine machine() {
        return machine;
    }

    public String system() {
        return system;
    }

    public String name() {
        return name;
    }

    public int id() {
        return id;
    }

    /** Common fields, then the event's own. */
    public List<FormatField> fields() {
        return fields;
    }

    /** The event's own fields. */
    public List<FormatField> ownFields() {
        return fields.subList(commonCount, fields.size());
    }

    public String printFmt() {
        return printFmt;
    }

    /** Position of a field in {@link #fields()}, for {@link Row#put}. */
    public int slot(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field)) {
                return i;
            }
        }
        List<String> names = new ArrayList<>();
        fields.forEach(known -> names.add(known.name()));
        throw new IllegalArgumentException(system + ":" + name + " has no field '" + field + "', it has " + names);
    }

    /** Bytes up to the end of the last field in place: where dynamic data starts. */
    int fixedSize() {
        return fields.stream()
                .mapToInt(field -> field.offset() + field.size())
                .max()
                .orElse(0);
    }

    /** A record of this event with every field zero. */
    public Row row() {
        return new Row(this);
    }

    /** The {@code format} file (kernel {@code kernel/trace/trace_events.c}, {@code f_show()}). */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("name: ").append(name).append("\nID: ").append(id).append("\nformat:\n");
        for (int i = 0; i < fields.size(); i++) {
            if (i == commonCount) {
                text.append('\n');
            }
            text.append(fields.get(i).line());
        }
        return text.append("\nprint fmt: ").append(printFmt).append('\n').toString();
    }

    @Override
    public String toString() {
        return system + ":" + name;
    }
}
