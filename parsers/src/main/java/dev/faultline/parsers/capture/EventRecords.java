// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.Field;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of one event lie in a {@link RecordBlock}, in buffer order. Plain arrays: whoever decodes walks
 * them once per column.
 */
public final class EventRecords {
    private static final int FIRST_CAPACITY = 64;

    private final EventSchema schema;
    private final int index;
    private final Set<Field> absent;
    private final @Nullable Origins origins;
    private long[] places = new long[0];
    private long[] stamps = new long[0];
    private int count;
    private int shortest = Integer.MAX_VALUE;

    /**
     * @param schema the event
     * @param index position of the event among {@link Capture#schemas()}
     */
    public EventRecords(EventSchema schema, int index) {
        this(schema, index, Set.of(), null);
    }

    /**
     * Records that do not all come from one cpu buffer.
     *
     * @param absent fields that none of these records has: NULL
     * @param origins filled by the caller, one entry per {@link #add}
     */
    public EventRecords(EventSchema schema, int index, Set<Field> absent, @Nullable Origins origins) {
        this.schema = schema;
        this.index = index;
        this.absent = absent;
        this.origins = origins;
    }

    /** Whether there are fields that these records all lack. */
    public boolean lacksSome() {
        return !absent.isEmpty();
    }

    /** Whether these records all lack a field. */
    public boolean lacks(Field field) {
        return absent.contains(field);
    }

    /** Origin of each record; {@code null} where the block's cpu, buffer and {@code rec} hold. */
    public @Nullable Origins origins() {
        return origins;
    }

    /** The event. */
    public EventSchema schema() {
        return schema;
    }

    /** Position of the event among {@link Capture#schemas()}. */
    public int index() {
        return index;
    }

    /** Number of records. */
    public int count() {
        return count;
    }

    /** Payload length of the shortest record; {@link Integer#MAX_VALUE} without records. */
    public int shortest() {
        return shortest;
    }

    /** Index in {@link RecordBlock#bytes()} of record {@code i}'s payload. */
    public int offset(int i) {
        return (int) places[i];
    }

    /** Payload bytes of record {@code i}; up to 3 more than the event needs, as records are 4-byte aligned. */
    public int length(int i) {
        return (int) (places[i] >>> 32);
    }

    /** Timestamp of record {@code i}. */
    public long ts(int i) {
        return stamps[i];
    }

    /** For each record offset (low half) and length (high half); only the first {@link #count()} are valid. */
    public long[] places() {
        return places;
    }

    /** Timestamps; only the first {@link #count()} are valid. */
    public long[] stamps() {
        return stamps;
    }

    /** Adds a record. */
    public void add(int offset, int length, long ts) {
        int n = count;
        if (n == places.length) {
            grow();
        }
        places[n] = ((long) length << 32) | offset;
        stamps[n] = ts;
        count = n + 1;
        if (length < shortest) {
            shortest = length;
        }
    }

    /** Forgets the records, keeps the room. */
    public void clear() {
        count = 0;
        shortest = Integer.MAX_VALUE;
        if (origins != null) {
            origins.clear();
        }
    }

    private void grow() {
        int capacity = Math.max(FIRST_CAPACITY, 2 * places.length);
        places = Arrays.copyOf(places, capacity);
        stamps = Arrays.copyOf(stamps, capacity);
    }
}
