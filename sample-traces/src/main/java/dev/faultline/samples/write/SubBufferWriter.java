// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.util.Arrays;

/**
 * Fills one sub-buffer of a ring buffer after another, each in a slice of a byte array (kernel
 * {@code kernel/trace/ring_buffer.c} and {@code include/linux/ring_buffer.h}).
 *
 * <p>A delta too large for its 27 bits gets a time extend in front, a step back (or one of 2^59 and more) an absolute
 * time stamp.
 */
public final class SubBufferWriter {
    private static final int MAX_SHORT_DATA = 28 * 4;
    private static final int PADDING = 29;
    private static final int TIME_EXTEND = 30;
    private static final int TIME_STAMP = 31;
    private static final int DELTA_BITS = 27;
    private static final long DELTA_MASK = (1L << DELTA_BITS) - 1;
    private static final int STAMP_BITS = 59;
    private static final long MISSED = 1L << 31;
    private static final long MISSED_STORED = 1L << 30;

    private final Machine machine;
    private final int size;
    private final int headerSize;
    private final boolean aligned64;
    private byte[] bytes = new byte[0];
    private int start;
    private int position;
    private int limit;
    private long lastTs;
    private long lost;

    /** {@code lost} of a sub-buffer before which nothing was lost. */
    public static final long NOTHING_LOST = 0;

    /** {@code lost} of a sub-buffer before which an unknown number of events was lost. */
    public static final long LOST_UNCOUNTED = -1;

    /**
     * @param machine whose kernel writes
     * @param size bytes of a sub-buffer, its header included
     */
    public SubBufferWriter(Machine machine, int size) {
        this(machine, size, false);
    }

    /**
     * @param aligned64 as on 64-bit machines without efficient unaligned access
     *     ({@code CONFIG_HAVE_64BIT_ALIGNED_ACCESS}): every record has a length word and fills multiples of eight bytes
     */
    public SubBufferWriter(Machine machine, int size, boolean aligned64) {
        this.machine = machine;
        this.size = size;
        this.aligned64 = aligned64;
        this.headerSize = 8 + machine.longSize();
        if (size < headerSize + 16) {
            throw new IllegalArgumentException("a sub-buffer of " + size + " bytes holds nothing");
        }
    }

    /**
     * Starts a sub-buffer at {@code offset} of {@code into}.
     *
     * @param ts its time stamp
     * @param before events lost before it: a count, {@link #NOTHING_LOST} or {@link #LOST_UNCOUNTED}
     */
    public void begin(byte[] into, int offset, long ts, long before) {
        bytes = into;
        start = offset;
        position = offset + headerSize;
        limit = offset + size - (before > 0 ? machine.longSize() : 0);
        lastTs = ts;
        lost = before;
        machine.putLong(bytes, start, ts);
    }

    /** Appends a record; returns {@code false}, and does nothing, when the sub-buffer has no room for it. */
    public boolean append(long ts, byte[] data, int length) {
        int words = padded(length);
        int head = words > MAX_SHORT_DATA || aligned64 ? 8 : 4;
        int room = limit - position - words - head;
        if (room < 0 || !advance(ts, room)) {
            return false;
        }
        int delta = (int) (ts - lastTs);
        lastTs = ts;
        if (head == 8) {
            word(0, delta);
            machine.putInt(bytes, position, words + 4);
            position += 4;
        } else {
            word(words >>> 2, delta);
        }
        System.arraycopy(data, 0, bytes, position, length);
        Arrays.fill(bytes, position + length, position + words, (byte) 0);
        position += words;
        return true;
    }

    /** Appends a discarded event of {@code length} bytes: padding with its own time delta and content. */
    public boolean discarded(long ts, byte[] data, int length) {
        int words = padded(length);
        int room = limit - position - words - 8;
        if (room < 0 || !advance(ts, room)) {
            return false;
        }
        // A padding with delta 0 would end the sub-buffer; the kernel writes 1 then (rb_event_discard()).
        word(PADDING, Math.max(1, (int) (ts - lastTs)));
        lastTs = Math.max(ts, lastTs + 1);
        machine.putInt(bytes, position, words + 4);
        System.arraycopy(data, 0, bytes, position + 4, length);
        Arrays.fill(bytes, position + 4 + length, position + 4 + words, (byte) 0);
        position += 4 + words;
        return true;
    }

    /** Appends a time extend, wanted or not; {@code ts} must not be before the last record. */
    public boolean timeExtend(long ts) {
        long delta = ts - lastTs;
        if (limit - position < 8 || delta >>> STAMP_BITS != 0) {
            return false;
        }
        extend(TIME_EXTEND, delta);
        lastTs = ts;
        return true;
    }

    /**
     * Appends an absolute time stamp; only its low 59 bits are stored. A reader takes the others from the time before,
     * and a step back for an overflow when those are not zero ({@code rb_fix_abs_ts()}).
     */
    public boolean timeStamp(long ts) {
        boolean overflows = ts < lastTs && lastTs >>> STAMP_BITS != 0;
        if (limit - position < 8 || overflows || ts >>> STAMP_BITS != lastTs >>> STAMP_BITS) {
            return false;
        }
        extend(TIME_STAMP, ts);
        lastTs = ts;
        return true;
    }

    /**
     * Fills the rest with one padding event of delta 1, as the kernel does when a record did not fit
     * ({@code rb_reset_tail()}). Nothing can be appended afterwards.
     */
    public void fill() {
        int room = limit - position;
        if (room >= 8) {
            word(PADDING, 1);
            machine.putInt(bytes, position, room - 4);
            Arrays.fill(bytes, position + 4, limit, (byte) 0);
            position = limit;
        }
    }

    /** Ends the sub-buffer: zeros to its end, and {@code commit}. */
    public void end() {
        int used = position - start - headerSize;
        Arrays.fill(bytes, position, start + size, (byte) 0);
        long commit = used;
        if (lost == LOST_UNCOUNTED) {
            commit |= MISSED;
        } else if (lost != NOTHING_LOST) {
            commit |= MISSED | MISSED_STORED;
            machine.put(bytes, position, machine.longSize(), lost);
        }
        machine.put(bytes, start + 8, machine.longSize(), commit);
    }

    /** Records and marks so far, in bytes. */
    public int used() {
        return position - start - headerSize;
    }

    public int size() {
        return size;
    }

    public long lastTs() {
        return lastTs;
    }

    private int padded(int length) {
        int unit = aligned64 ? 8 : 4;
        return Math.max(unit, (length + unit - 1) & -unit);
    }

    private boolean advance(long ts, int room) {
        long delta = ts - lastTs;
        if (delta >>> DELTA_BITS == 0) {
            return true;
        }
        return room >= 8 && (delta >>> STAMP_BITS == 0 ? timeExtend(ts) : timeStamp(ts));
    }

    private void extend(int type, long value) {
        word(type, (int) (value & DELTA_MASK));
        machine.putInt(bytes, position, (int) (value >>> DELTA_BITS));
        position += 4;
    }

    private void word(int type, int delta) {
        machine.putInt(bytes, position, machine.bigEndian() ? type << DELTA_BITS | delta : delta << 5 | type);
        position += 4;
    }
}
