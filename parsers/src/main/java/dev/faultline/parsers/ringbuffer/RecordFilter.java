// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.schema.EventSchema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The selected records of one worker's current chunk, by event id, and how often each id was seen. */
final class RecordFilter {
    private static final int IDS = 1 << 16;

    final @Nullable EventRecords[] slots = new EventRecords[IDS];
    final int[] seen = new int[IDS];
    final long fromTs;
    final long toTs;
    final @Nullable BitSet tids;
    final BitSet known = new BitSet(IDS);
    private final List<EventRecords> wanted = new ArrayList<>();

    /** @param unknown the schema that takes records of undeclared ids */
    RecordFilter(List<EventSchema> schemas, EventSchema unknown, Selection selection) {
        fromTs = selection.fromTs();
        toTs = selection.toTs();
        tids = bits(selection.tids());
        EventRecords others = null;
        for (int i = 0; i < schemas.size(); i++) {
            EventSchema schema = schemas.get(i);
            boolean take = selection.events().test(schema);
            if (schema.equals(unknown)) {
                others = take ? want(schema, i) : null;
            } else if (schema.id() >= 0 && !known.get(schema.id())) {
                known.set(schema.id());
                slots[schema.id()] = take ? want(schema, i) : null;
            }
        }
        for (int id = known.nextClearBit(0); others != null && id < IDS; id = known.nextClearBit(id + 1)) {
            slots[id] = others;
        }
    }

    /** Thread ids as bits; a thread id is never negative. */
    private static @Nullable BitSet bits(@Nullable Set<Integer> tids) {
        if (tids == null) {
            return null;
        }
        BitSet bits = new BitSet();
        tids.stream().filter(tid -> tid >= 0).forEach(bits::set);
        return bits;
    }

    /** The events that have records now. */
    List<EventRecords> filled() {
        List<EventRecords> filled = new ArrayList<>();
        for (EventRecords records : wanted) {
            if (records.count() > 0) {
                filled.add(records);
            }
        }
        return filled;
    }

    /** Forgets the records of the last chunk. */
    void clear() {
        for (EventRecords records : wanted) {
            records.clear();
        }
    }

    private EventRecords want(EventSchema schema, int index) {
        EventRecords records = new EventRecords(schema, index);
        wanted.add(records);
        return records;
    }
}
