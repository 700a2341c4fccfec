// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import dev.faultline.parsers.text.print.PrintLayout;
import dev.faultline.parsers.text.print.Slots;
import java.util.ArrayList;
import java.util.List;

/** Events that text tells in columns of its own, not by any {@code print fmt}. */
final class OwnForms {
    private static final String FTRACE = "ftrace";

    private OwnForms() {}

    /** {@code type: 118} or {@code UNKNOWN TYPE 5}: an event of which the text tells the id only. */
    static TextEvent unknown() {
        return event(
                EventNames.UNKNOWN,
                List.of(
                        number("event_id", "unsigned short", 2),
                        new Field("payload", "u8[]", 0, 0, false, FieldKind.BYTES, 1)),
                List.of("\"%d\", REC->event_id", "\"UNKNOWN TYPE %d\", REC->event_id"));
    }

    /** The blk tracer's lines, with and without its classic columns (Linux kernel/trace/blktrace.c). */
    static TextEvent block() {
        String device = "(REC->dev) >> 20, (REC->dev) & ((1U << 20) - 1)";
        String act = "__word(REC->action), __word(REC->rwbs), REC->detail";
        return event(
                EventNames.BLOCK,
                List.of(number("dev", "dev_t", 4), text("action"), text("rwbs"), text("detail")),
                List.of(
                        "\"%d,%d %d %d.%d %d%s%s %s\", " + device + ", 0, 0, 0, 0, " + act,
                        "\"%d,%d%s%s %s\", " + device + ", " + act,
                        // trace-cmd prints the thread where it does not understand the record
                        "\"%d\", 0"));
    }

    /**
     * A graph tracer's entry or exit as {@link GraphText} writes it. The text names functions and durations where the
     * record has addresses and two times.
     */
    static TextEvent graph(String name) {
        boolean exit = name.equals(EventNames.GRAPH_EXIT);
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("func", "unsigned long", 0, 8, false, FieldKind.POINTER, 8));
        fields.add(number("depth", "int", 4));
        if (exit) {
            fields.add(new Field("retval", "unsigned long", 0, 8, false, FieldKind.POINTER, 8));
            fields.add(new Field("overrun", "unsigned long", 0, 8, false, FieldKind.POINTER, 8));
            fields.add(new Field("calltime", "unsigned long long", 0, 8, false, FieldKind.INTEGER, 8));
            fields.add(new Field("rettime", "unsigned long long", 0, 8, false, FieldKind.INTEGER, 8));
            fields.add(new Field("duration", "unsigned long long", 0, 8, false, FieldKind.INTEGER, 8));
        }
        return event(
                name,
                fields,
                exit
                        ? List.of(
                                "\"%d %d %ps\", REC->depth, REC->duration, REC->func",
                                "\"%d - %ps\", REC->depth, REC->func",
                                "\"%d %d \", REC->depth, REC->duration",
                                "\"%d - \", REC->depth")
                        : List.of("\"%d %s %ps\", REC->depth, 0, REC->func"));
    }

    private static TextEvent event(String name, List<Field> fields, List<String> printFmts) {
        Slots slots = new Slots(fields);
        List<PrintLayout> layouts = new ArrayList<>();
        for (String printFmt : printFmts) {
            PrintLayout layout = PrintLayout.of(printFmt, slots);
            if (layout == null) {
                throw new IllegalStateException("no print fmt: " + printFmt);
            }
            layouts.add(layout);
        }
        EventSchema schema = new EventSchema(FTRACE, name, -1, List.of(), fields, "");
        return new TextEvent(RecordForm.of(schema, slots), layouts);
    }

    private static Field number(String name, String type, int size) {
        return new Field(name, type, 0, size, size == 4 && type.equals("int"), FieldKind.INTEGER, size);
    }

    private static Field text(String name) {
        return new Field(name, "char[]", 0, 0, false, FieldKind.DATA_LOC_TEXT, 1);
    }
}
