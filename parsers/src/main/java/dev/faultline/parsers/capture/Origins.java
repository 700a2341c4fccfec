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
    private final boolean kinded;
    private long[] recs = new long[0];
    private int[] cpus = new int[0];
    private int[] tids = new int[0];
    private int[] kinds = new int[0];
    private int count;

    /** @param sampled whether the records are, or are part of, samples: {@code rec} is then their {@code sample_id} too */
    public Origins(boolean sampled) {
        this(sampled, false);
    }

    private Origins(boolean sampled, boolean kinded) {
        this.sampled = sampled;
        this.kinded = kinded;
    }

    /** Of samples whose other values many have in common and are stored once, as a kind with a number. */
    public static Origins kinded() {
        return new Origins(true, true);
    }

    /** Whether {@code rec} is the {@code sample_id} too. */
    public boolean sampled() {
        return sampled;
    }

    /** Whether records have the number of a kind. */
    public boolean hasKinds() {
        return kinded;
    }

    /** Adds the origin of a record that has no kind. */
    public void add(long rec, int cpu, int tid) {
        add(rec, cpu, tid, NONE);
    }

    /**
     * Adds a record's origin.
     *
     * @param kind number of its kind, {@link #NONE} without one
     */
    public void add(long rec, int cpu, int tid, int kind) {
        if (count == recs.length) {
            int capacity = Math.max(FIRST_CAPACITY, 2 * count);
            recs = Arrays.copyOf(recs, capacity);
            cpus = Arrays.copyOf(cpus, capacity);
            tids = Arrays.copyOf(tids, capacity);
            kinds = kinded ? Arrays.copyOf(kinds, capacity) : kinds;
        }
        recs[count] = rec;
        cpus[count] = cpu;
        tids[count] = tid;
        if (kinded) {
            kinds[count] = kind;
        }
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

    /** Kinds, {@link #NONE} where a record has none; empty unless {@link #hasKinds}. */
    public int[] kinds() {
        return kinds;
    }

    void clear() {
        count = 0;
    }
}
