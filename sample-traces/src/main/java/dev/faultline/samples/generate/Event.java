// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Row;
import org.jspecify.annotations.Nullable;

/**
 * An event ready to be recorded again and again: {@link #start}, {@link #add} its values in the order its fields were
 * named, {@link #emit}. Nothing is allocated. An event that the kernel does not have is silent; where records are only
 * counted, values are dropped: none of those that change is longer or shorter than another.
 */
final class Event {
    private static final int FLAGS_SLOT = 1;
    private static final int PID_SLOT = 3;

    private final Recorder recorder;
    private final @Nullable EventFormat format;
    private final @Nullable Row row;
    /** The row, where anybody looks at its values. */
    private final @Nullable Row values;

    private final int[] slots;
    private final int number;
    private int next;

    /** @param fields those that change; a name this kernel's event lacks is skipped */
    Event(Recorder recorder, @Nullable EventFormat format, int number, String... fields) {
        this.recorder = recorder;
        this.number = number;
        this.format = format;
        this.row = format == null ? null : format.row();
        this.values = recorder.counting() ? null : row;
        this.slots = new int[fields.length];
        for (int i = 0; i < fields.length; i++) {
            slots[i] = slot(format, fields[i]);
        }
    }

    private static int slot(@Nullable EventFormat format, String field) {
        if (format != null) {
            for (int i = 0; i < format.fields().size(); i++) {
                if (format.fields().get(i).name().equals(field)) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Sets a text that never changes, if the event has that field. */
    Event text(String field, String value) {
        if (row != null && format != null && slot(format, field) >= 0) {
            row.set(field, value);
        }
        return this;
    }

    /** Sets a number that never changes, if the event has that field. */
    Event constant(String field, long value) {
        if (row != null && format != null && slot(format, field) >= 0) {
            row.set(field, value);
        }
        return this;
    }

    Event start() {
        next = 0;
        return this;
    }

    Event add(long value) {
        int slot = slots[next++];
        if (values != null && slot >= 0) {
            values.put(slot, value);
        }
        return this;
    }

    /** Sets a text in place, given as its bytes with all zeros behind. */
    Event bytes(byte[] value) {
        int slot = slots[next++];
        if (values != null && slot >= 0) {
            values.put(slot, value);
        }
        return this;
    }

    void emit() {
        if (values != null) {
            values.put(FLAGS_SLOT, recorder.flags());
            values.put(PID_SLOT, recorder.tid());
        }
        if (row != null) {
            recorder.write(number, row);
        }
    }
}
