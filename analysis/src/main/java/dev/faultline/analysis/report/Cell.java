// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.Unit;
import org.jspecify.annotations.Nullable;

/**
 * One cell of a table.
 *
 * @param text what it says
 * @param order number it is sorted by; {@code null} sorts by the text
 * @param state shown as a badge unless {@link State#PLAIN}
 * @param target id of the place in the report that it leads to; {@code null} for none
 */
record Cell(
        String text,
        @Nullable Long order,
        State state,
        @Nullable String target) {
    Cell(String text, @Nullable Long order, State state) {
        this(text, order, state, null);
    }

    static Cell of(String text) {
        return new Cell(text, null, State.PLAIN);
    }

    /** A value that may be missing; a missing one says what {@code missing} says. */
    static Cell of(@Nullable Object value, String missing) {
        return of(value == null ? missing : value.toString());
    }

    static Cell of(long value, Unit unit) {
        return new Cell(unit.text(value), value, State.PLAIN);
    }

    static Cell count(long value) {
        return of(value, Unit.COUNT);
    }

    /** A number that is a name, such as that of a thread: not grouped. */
    static Cell number(@Nullable Number value) {
        return value == null ? of("none") : new Cell(value.toString(), value.longValue(), State.PLAIN);
    }

    static Cell badge(State state, String word) {
        return new Cell(word, state.weight(), state);
    }

    Cell linked(String id) {
        return new Cell(text, order, state, id);
    }
}
