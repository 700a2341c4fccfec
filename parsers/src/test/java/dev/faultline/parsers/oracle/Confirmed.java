// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import dev.faultline.samples.read.Decoded;
import dev.faultline.samples.read.RawEvent;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Which field of which record an oracle has shown exactly. A record's fields are its two header fields
 * ({@code common_flags}, {@code common_preempt_count}) and the event's own.
 */
final class Confirmed {
    private static final int HEADER = 2;

    private final List<? extends Decoded> records;
    private final int[] first;
    private final BitSet exact;

    Confirmed(List<? extends Decoded> records) {
        this.records = records;
        first = new int[records.size() + 1];
        for (int i = 0; i < records.size(); i++) {
            first[i + 1] = first[i] + HEADER + records.get(i).event().fields().size();
        }
        exact = new BitSet(first[records.size()]);
    }

    void flags(int record) {
        exact.set(first[record]);
    }

    void preemptCount(int record) {
        exact.set(first[record] + 1);
    }

    void field(int record, int index) {
        exact.set(first[record] + HEADER + index);
    }

    /** Fields of all records. */
    long fields() {
        return first[records.size()];
    }

    long unconfirmed() {
        return fields() - exact.cardinality();
    }

    /** Adds the number of unconfirmed values of every field, by {@code system.event.field}. */
    void list(Map<String, Long> counts) {
        for (int i = 0; i < records.size(); i++) {
            for (int bit = exact.nextClearBit(first[i]); bit < first[i + 1]; bit = exact.nextClearBit(bit + 1)) {
                counts.merge(name(records.get(i).event(), bit - first[i]), 1L, Long::sum);
            }
        }
    }

    private static String name(RawEvent event, int index) {
        String field = index >= HEADER
                ? event.fields().get(index - HEADER).name()
                : index == 0 ? "common_flags" : "common_preempt_count";
        return event.system() + "." + event.name() + "." + field;
    }
}
