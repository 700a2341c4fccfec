// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tracefs {@code format} text (Linux kernel/trace/trace_events.c, {@code f_show()}):
 *
 * <pre>
 * name: balance_dirty_pages
 * ID: 512
 * format:
 *     field:unsigned short common_type;  offset:0;  size:2;  signed:0;
 *     ...
 *
 *     field:char bdi[32];  offset:8;  size:32;  signed:0;
 *
 * print fmt: "bdi %s: ...", REC->bdi, ...
 * </pre>
 *
 * Offsets and sizes are taken as written: records have gaps, and ftrace's own events are packed.
 */
public final class FormatText {
    /** A field further out than this cannot be in any record (a sub-buffer's 27 bits of length). */
    private static final int FARTHEST = (1 << 27) - 1;

    /** Bytes of the word that says where dynamic data is. */
    private static final int LOCATION = 4;

    private final FieldTypes types;
    private final List<String> problems = new ArrayList<>();

    /** @param longSize bytes of the kernel's {@code long} */
    public FormatText(int longSize) {
        this.types = new FieldTypes(longSize);
    }

    /** What was wrong with the texts read so far, one sentence each; taking them empties the list. */
    public List<String> takeProblems() {
        List<String> taken = List.copyOf(problems);
        problems.clear();
        return taken;
    }

    /**
     * Reads one format text. A field line that cannot be read is left out, and said so in {@link #takeProblems()}.
     *
     * @return the schema, {@code null} when the text has no name or no id
     */
    public @Nullable EventSchema parse(String system, String text) {
        String name = null;
        int id = -1;
        String printFmt = "";
        List<Field> common = new ArrayList<>();
        List<Field> own = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end);
            if (line.startsWith("print fmt:")) {
                printFmt = text.substring(at + "print fmt:".length()).strip();
                break;
            } else if (line.startsWith("name:")) {
                name = line.substring(5).strip();
            } else if (line.startsWith("ID:")) {
                id = number(line.substring(3).strip());
            } else if (line.indexOf("field") >= 0) {
                addField(line, common, own);
            }
            at = end + 1;
        }
        if (name == null || name.isEmpty() || id < 0 || id > 0xffff) {
            problems.add("no " + (name == null ? "name" : "id between 0 and 65535") + " in the format text");
            return null;
        }
        return schema(system, name, id, common, own, printFmt);
    }

    private static EventSchema schema(
            String system, String name, int id, List<Field> common, List<Field> own, String printFmt) {
        List<Field> fields = new ArrayList<>(own.size());
        for (Field field : own) {
            fields.add(special(system, name, field, printFmt));
        }
        return new EventSchema(system, name, id, List.copyOf(common), List.copyOf(fields), printFmt);
    }

    /**
     * Two fields whose declaration does not tell how far they go: a kernel stack runs to the end of its record whatever
     * length is declared (Linux kernel/trace/trace_entries.h), and a {@code char buf[]} that the print fmt does not
     * print as a string holds bytes ({@code raw_data}).
     */
    private static Field special(String system, String name, Field field, String printFmt) {
        FieldKind kind = field.kind();
        boolean stack = system.equals("ftrace")
                && name.equals("kernel_stack")
                && field.name().equals("caller");
        if (stack && kind == FieldKind.ARRAY) {
            kind = FieldKind.STACK;
        } else if (kind == FieldKind.TEXT && field.size() == 0 && !printFmt.contains("%s")) {
            kind = FieldKind.BYTES;
        }
        return kind == field.kind()
                ? field
                : new Field(
                        field.name(),
                        field.type(),
                        field.offset(),
                        field.size(),
                        field.signed(),
                        kind,
                        field.elementSize());
    }

    private void addField(String line, List<Field> common, List<Field> own) {
        int colon = line.indexOf(':', line.indexOf("field"));
        int end = line.indexOf(';', colon);
        int offset = number(value(line, "offset:"));
        int size = number(value(line, "size:"));
        if (colon < 0 || end < 0 || offset < 0 || size < 0 || offset + size > FARTHEST) {
            problems.add(String.format(Locale.ROOT, "unreadable field line \"%s\"", line.strip()));
            return;
        }
        FieldDeclaration declared = FieldDeclaration.parse(line.substring(colon + 1, end));
        if (declared.name().isEmpty()) {
            problems.add(String.format(Locale.ROOT, "field without a name \"%s\"", line.strip()));
            return;
        }
        int signed = number(value(line, "signed:"));
        if (declared.locations() > 1 && size == LOCATION * declared.locations()) {
            for (int i = 0; i < declared.locations(); i++) {
                own.add(types.field(declared.element(i), offset + LOCATION * i, LOCATION, signed));
            }
            return;
        }
        Field field = types.field(declared, offset, size, signed);
        (own.isEmpty() && field.name().startsWith("common_") ? common : own).add(field);
    }

    private static @Nullable String value(String line, String key) {
        int at = line.indexOf(key);
        if (at < 0) {
            return null;
        }
        int end = line.indexOf(';', at);
        return end < 0 ? null : line.substring(at + key.length(), end).strip();
    }

    /** A small decimal number, -1 when it is none. */
    private static int number(@Nullable String text) {
        String digits = Objects.requireNonNullElse(text, "");
        if (digits.isEmpty() || digits.length() > 9) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
