// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import java.util.Arrays;

/**
 * Where records come from, one entry per record of {@link EventRecords}, for formats that do not keep one buffer per cpu
 * and whose records may lack a time, a cpu or a thread.
 */
public final class Origins {
    /** Timestamp of a record without one. */
    public static final long NO_TS = Long.MIN_VALUE;
    /** Cpu or thread of a record without one. */
    public static final int NONE = Integer.MIN_VALUE;

    private static final int FIRST_CAPACITY = 64;

    private final boolean sampled;
    private long[] recs = new long[0];
    private int[] cpus = new int[0];
    private int[] tids = new int[0];
    private int count;

    /** @param sampled whether the records are, or are part of, samples: {@code rec} is then their {@code sample_id} too */
    public Origins(boolean sampled) {
        this.sampled = sampled;
    }

    /** Whether {@code rec} is the {@code sample_id} too. */
    public boolean sampled() {
        return sampled;
    }

    /** Adds a record's origin. */
    public void add(long rec, int cpu, int tid) {
        if (count == recs.length) {
            int capacity = Math.max(FIRST_CAPACITY, 2 * count);
            recs = Arrays.copyOf(recs, capacity);
            cpus = Arrays.copyOf(cpus, capacity);
            tids = Arrays.copyOf(tids, capacity);
        }
        recs[count] = rec;
        cpus[count] = cpu;
        tids[count] = tid;
        count++;
    }

    /** Places of the records in their stream. */
    public long[] recs() {
        return recs;
    }

    /** Cpus, {@link #NONE} where a record has none. */
    public int[] cpus() {
        return cpus;
    }

    /** Threads, {@link #NONE} where a record has none; used where the event has no field {@code common_pid}. */
    public int[] tids() {
        return tids;
    }

    void clear() {
        count = 0;
    }
}
