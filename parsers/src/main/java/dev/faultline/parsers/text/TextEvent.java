// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.text.print.Match;
import dev.faultline.parsers.text.print.PrintLayout;
import java.util.ArrayList;
import java.util.List;

/** An event that lines of the text are of: the ways in which it is written, and the record that a line becomes. */
final class TextEvent {
    private final RecordForm form;
    private final List<PrintLayout> layouts;
    private final boolean multiLine;
    private final boolean stack;
    private volatile int usual;

    TextEvent(RecordForm form, List<PrintLayout> layouts) {
        this.form = form;
        this.layouts = List.copyOf(layouts);
        boolean own = form.schema().system().equals("ftrace");
        this.multiLine = own && form.schema().name().equals(EventNames.PRINT);
        this.stack = own && form.schema().name().endsWith("_stack");
    }

    EventSchema schema() {
        return form.schema();
    }

    RecordForm form() {
        return form;
    }

    /** Whether the text of one event can go over several lines. */
    boolean multiLine() {
        return multiLine;
    }

    /** Whether the event is a stack, whose entries are lines of their own. */
    boolean stack() {
        return stack;
    }

    /** Whether the text is this event written in one of its ways; {@code match} then holds what it tells. */
    boolean read(Match match, byte[] bytes, int from, int to) {
        int first = usual;
        if (first < layouts.size() && layouts.get(first).matches(match, bytes, from, to)) {
            return true;
        }
        for (int i = 0; i < layouts.size(); i++) {
            if (i != first && layouts.get(i).matches(match, bytes, from, to)) {
                usual = i;
                return true;
            }
        }
        return false;
    }

    /** One worker's records of one event, kept apart by what the lines told. */
    static final class Output {
        private final RecordForm form;
        private final int index;
        private final boolean sampled;
        private final List<Long> masks = new ArrayList<>();
        private final List<EventRecords> records = new ArrayList<>();

        /**
         * @param index position of the event among the capture's schemas
         * @param sampled whether the records are of samples
         */
        Output(RecordForm form, int index, boolean sampled) {
            this.sampled = sampled;
            this.form = form;
            this.index = index;
        }

        RecordForm form() {
            return form;
        }

        int index() {
            return index;
        }

        /** The records that lack the same fields; registered with {@code images} when they are the first of a block. */
        EventRecords records(long absent, Images images) {
            EventRecords found = null;
            for (int i = 0; i < masks.size() && found == null; i++) {
                found = masks.get(i) == absent ? records.get(i) : null;
            }
            if (found == null) {
                found = new EventRecords(form.schema(), index, form.absent(absent), new Origins(sampled));
                masks.add(absent);
                records.add(found);
            }
            if (found.count() == 0) {
                images.register(found);
            }
            return found;
        }
    }
}
