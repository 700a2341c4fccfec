// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import dev.faultline.parsers.text.print.PrintLayout;
import dev.faultline.parsers.text.print.Slots;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of lines that describe themselves: what comes before the arguments, their names and how they are written. */
final class Shape {
    private enum Head {
        NONE,
        PLACE,
        RETURN
    }

    private final Head head;
    private final List<Argument> arguments = new ArrayList<>();
    private boolean userSpace;
    private boolean bare;
    private long count = 1;

    private Shape(byte[] bytes, int at, int behind) {
        this.userSpace = Scanner.literal(bytes, at, behind, "(0x") != Scanner.NONE;
        this.bare = !userSpace && Scanner.hex(bytes, at + 1, behind) - at > 8;
        if (behind == at) {
            this.head = Head.NONE;
        } else {
            this.head = Scanner.find(bytes, at, behind, " <- ") == Scanner.NONE ? Head.PLACE : Head.RETURN;
        }
    }

    /** The shape of one line's text behind the event's name; {@code null} when the line describes nothing. */
    static @Nullable Shape of(byte[] bytes, int from, int to) {
        int at = Scanner.spaces(bytes, from, to);
        int behind = head(bytes, at, to);
        Shape shape = new Shape(bytes, at, behind);
        return shape.arguments(bytes, behind, to) ? shape : null;
    }

    /** Lines with the same signature are of one shape. */
    String signature() {
        StringBuilder names = new StringBuilder(head.name());
        arguments.forEach(argument -> names.append(' ').append(argument.name()));
        return names.toString();
    }

    /** Number of lines of this shape. */
    long count() {
        return count;
    }

    /** Takes note of what another shape of the same signature says. */
    Shape merge(Shape other) {
        count += other.count;
        userSpace &= other.userSpace;
        bare |= other.bare;
        for (int i = 0; i < arguments.size(); i++) {
            arguments.get(i).merge(other.arguments.get(i));
        }
        return this;
    }

    /** Index behind the brackets that begin a probe's text. */
    private static int head(byte[] bytes, int at, int to) {
        if (!Scanner.is(bytes, at, to, '(')) {
            return at;
        }
        for (int i = at; i < to; i++) {
            if (bytes[i] == ')' && (i + 1 == to || bytes[i + 1] == ' ')) {
                return i + 1;
            }
        }
        return at;
    }

    private boolean arguments(byte[] bytes, int from, int to) {
        int at = Scanner.spaces(bytes, from, to);
        while (at < to) {
            int equals = at;
            while (equals < to && Scanner.word(bytes[equals])) {
                equals++;
            }
            if (equals == at || !Scanner.is(bytes, equals, to, '=')) {
                return false;
            }
            int end = valueEnd(bytes, equals + 1, to);
            Argument argument = new Argument(text(bytes, at, equals));
            argument.note(text(bytes, equals + 1, end));
            arguments.add(argument);
            at = Scanner.spaces(bytes, end, to);
        }
        return head != Head.NONE || !arguments.isEmpty();
    }

    /** A value ends before a space and the next {@code name=}, or at the end. */
    private static int valueEnd(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == ' ') {
                int word = i + 1;
                while (word < to && Scanner.word(bytes[word])) {
                    word++;
                }
                if (word > i + 1 && Scanner.is(bytes, word, to, '=')) {
                    return i;
                }
            }
        }
        return to;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** The event of these lines; {@code null} when it has more fields than can be kept. */
    @Nullable
    TextEvent event(String name) {
        List<Field> fields = new ArrayList<>();
        StringBuilder format = new StringBuilder();
        StringBuilder values = new StringBuilder();
        switch (head) {
            case PLACE -> place(fields, format, values);
            case RETURN -> returned(fields, format, values);
            case NONE -> {}
        }
        for (Argument argument : arguments) {
            fields.add(argument.field());
            format.append(format.isEmpty() ? "" : " ").append(argument.format());
            values.append(", ").append(argument.expression());
        }
        String printFmt = "\"" + format + "\"" + values;
        Slots slots = new Slots(fields);
        PrintLayout layout = PrintLayout.of(printFmt, slots);
        if (layout == null || slots.size() > RecordForm.MOST_SLOTS) {
            return null;
        }
        int colon = name.indexOf(':'); // perf names the system, too
        String system = colon < 0 ? system() : name.substring(0, colon);
        EventSchema schema = new EventSchema(system, name.substring(colon + 1), -1, List.of(), fields, printFmt);
        return new TextEvent(RecordForm.of(schema, slots), List.of(layout));
    }

    /** With option fields a probe's place is one of its arguments. */
    private String system() {
        boolean probe = head != Head.NONE || arguments.get(0).name().startsWith("__probe_");
        return !probe ? "synthetic" : userSpace ? "uprobes" : "kprobes";
    }

    private static void place(List<Field> fields, StringBuilder format, StringBuilder values) {
        fields.add(address("__probe_ip"));
        format.append("(%pS)");
        values.append(", REC->__probe_ip");
    }

    /** The kernel writes where it returns to first, trace-cmd the function, in the order of the fields. */
    private void returned(List<Field> fields, StringBuilder format, StringBuilder values) {
        fields.add(address("__probe_func"));
        fields.add(address("__probe_ret_ip"));
        format.append("(%pS <- %pS)");
        values.append(bare ? ", REC->__probe_func, REC->__probe_ret_ip" : ", REC->__probe_ret_ip, REC->__probe_func");
    }

    private static Field address(String name) {
        return new Field(name, "unsigned long", 0, 8, false, FieldKind.POINTER, 8);
    }
}
