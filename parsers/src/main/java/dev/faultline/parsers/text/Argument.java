// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.schema.Field;
import dev.faultline.parsers.schema.FieldKind;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code name=value} of a line that describes itself (Linux kernel/trace/trace_probe.c, {@code print_probe_args()};
 * kernel/trace/trace_events_synth.c): how its value is written over the whole file.
 */
final class Argument {
    /** How a value is written, and the type that this makes. */
    enum Form {
        /** Nothing seen yet but {@code (fault)}. */
        UNSEEN("%s", "__quoted(REC->?)"),
        /** {@code 0x1f}. */
        HEX("0x%lx", "REC->?"),
        /** {@code 0x1f (31)}, with option fields. */
        HEX_AND_DECIMAL("0x%lx (%ld)", "REC->?, REC->?"),
        /** {@code -31}. */
        DECIMAL("%ld", "REC->?"),
        /** {@code 18446744073709551615}: some do not fit 63 bits, and none is negative. */
        UNSIGNED("%lu", "REC->?"),
        /** {@code "text"}. */
        STRING("%s", "__quoted(REC->?)"),
        /** {@code {1,2}}. */
        NUMBERS("%s", "__print_array(REC->?, 1, 8)"),
        /** Anything else, a symbol for example. */
        TEXT("%s", "REC->?");

        private final String format;
        private final String expression;

        Form(String format, String expression) {
            this.format = format;
            this.expression = expression;
        }
    }

    private static final Set<Form> DECIMALS = EnumSet.of(Form.DECIMAL, Form.UNSIGNED);

    private final String name;
    private Form form = Form.UNSEEN;
    private boolean negative;

    Argument(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Takes note of one more value. */
    void note(String value) {
        if (value.equals("(fault)")) {
            return;
        }
        negative |= value.startsWith("-");
        form = joined(form(value));
    }

    /** Takes note of all values that another thread saw. */
    void merge(Argument other) {
        negative |= other.negative;
        if (other.form != Form.UNSEEN) {
            form = joined(other.form);
        }
    }

    /** The form of all that was seen so far and of what is seen now. */
    private Form joined(Form seen) {
        if (form == Form.UNSEEN || form == seen) {
            return seen == Form.UNSIGNED && negative ? Form.TEXT : seen;
        }
        boolean decimal = DECIMALS.contains(form) && DECIMALS.contains(seen);
        return decimal && !negative ? Form.UNSIGNED : Form.TEXT;
    }

    private static Form form(String value) {
        if (value.startsWith("\"") && value.endsWith("\"")) {
            return Form.STRING;
        } else if (value.startsWith("{")) {
            return Form.NUMBERS;
        } else if (value.startsWith("0x") && value.endsWith(")") && value.contains(" (")) {
            return Form.HEX_AND_DECIMAL;
        }
        @Nullable Long number = Numbers.parse(value);
        if (number == null) {
            return Form.TEXT;
        } else if (value.startsWith("0x")) {
            return Form.HEX;
        }
        return number < 0 && !value.startsWith("-") ? Form.UNSIGNED : Form.DECIMAL;
    }

    /** The argument in the format string of a {@code print fmt}. */
    String format() {
        return name + "=" + form.format;
    }

    /** The argument among the arguments of a {@code print fmt}. */
    String expression() {
        return form.expression.replace("?", name);
    }

    /** The column it fills. */
    Field field() {
        return switch (form) {
            case HEX, HEX_AND_DECIMAL -> new Field(name, "unsigned long", 0, 8, false, FieldKind.POINTER, 8);
            case DECIMAL -> new Field(name, "s64", 0, 8, true, FieldKind.INTEGER, 8);
            case UNSIGNED -> new Field(name, "u64", 0, 8, false, FieldKind.INTEGER, 8);
            case NUMBERS -> new Field(name, "__data_loc s64[]", 0, 4, true, FieldKind.DATA_LOC_ARRAY, 8);
            case UNSEEN, STRING, TEXT -> new Field(name, "__data_loc char[]", 0, 4, false, FieldKind.DATA_LOC_TEXT, 1);
        };
    }
}
