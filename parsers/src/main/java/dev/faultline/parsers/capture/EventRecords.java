// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import dev.faultline.parsers.schema.EventSchema;
import java.util.Arrays;

/**
 * Where the records of one event lie in a {@link RecordBlock}, in buffer order. Plain arrays: whoever decodes walks
 * them once per column.
 */
public final class EventRecords {
    private static final int FIRST_CAPACITY = 64;

    private final EventSchema schema;
    private final int index;
    private long[] places = new long[0];
    private long[] stamps = new long[0];
    private int count;
    private int shortest = Integer.MAX_VALUE;

    /**
     * @param schema the event
     * @param index position of the event among {@link Capture#schemas()}
     */
    public EventRecords(EventSchema schema, int index) {
        this.schema = schema;
        this.index = index;
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
    }

    private void grow() {
        int capacity = Math.max(FIRST_CAPACITY, 2 * places.length);
        places = Arrays.copyOf(places, capacity);
        stamps = Arrays.copyOf(stamps, capacity);
    }
}
