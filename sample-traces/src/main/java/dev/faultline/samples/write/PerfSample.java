// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

/**
 * The values of a {@code PERF_RECORD_SAMPLE}; an attr says which of them are written. Constants are bits of
 * {@code sample_type}. May be used again.
 */
public final class PerfSample {
    public static final long IP = 1;
    public static final long TID = 1 << 1;
    public static final long TIME = 1 << 2;
    public static final long ADDR = 1 << 3;
    public static final long READ = 1 << 4;
    public static final long CALLCHAIN = 1 << 5;
    public static final long ID = 1 << 6;
    public static final long CPU = 1 << 7;
    public static final long PERIOD = 1 << 8;
    public static final long STREAM_ID = 1 << 9;
    public static final long RAW = 1 << 10;
    public static final long BRANCH_STACK = 1 << 11;
    public static final long REGS_USER = 1 << 12;
    public static final long STACK_USER = 1 << 13;
    public static final long WEIGHT = 1 << 14;
    public static final long DATA_SRC = 1 << 15;
    public static final long IDENTIFIER = 1 << 16;
    public static final long TRANSACTION = 1 << 17;
    public static final long REGS_INTR = 1 << 18;
    public static final long PHYS_ADDR = 1 << 19;
    public static final long AUX = 1 << 20;
    public static final long CGROUP = 1 << 21;
    public static final long DATA_PAGE_SIZE = 1 << 22;
    public static final long CODE_PAGE_SIZE = 1 << 23;
    /** Three weights in one word: bits 0 to 31, 32 to 47, 48 to 63. */
    public static final long WEIGHT_STRUCT = 1 << 24;

    private static final long[] NONE = {};
    private static final long[] BEFORE_CPU = {ADDR, ID, STREAM_ID};
    private static final long[] BEHIND_STACK = {DATA_SRC, TRANSACTION};
    private static final long[] BEHIND_REGISTERS = {PHYS_ADDR, CGROUP, DATA_PAGE_SIZE, CODE_PAGE_SIZE};

    private final long[] values = new long[64];
    private int pid;
    private int tid;
    private long[] read = {0};
    private long[] callchain = NONE;
    private byte[] raw = {};
    private long[] branches = NONE;
    private byte[] stack = {};
    private byte[] aux = {};
    private long branchIndex;
    private long[] branchCounters = NONE;
    private long[] userRegisters = {0};
    private long[] interruptRegisters = {0};

    /** A value of eight bytes (or the cpu), by its bit. */
    public PerfSample set(long bit, long value) {
        values[Long.numberOfTrailingZeros(bit)] = value;
        return this;
    }

    public PerfSample task(int processId, int threadId) {
        pid = processId;
        tid = threadId;
        return this;
    }

    /** The words of READ, as the attr's read format asks. */
    public PerfSample read(long... words) {
        read = words;
        return this;
    }

    public PerfSample callchain(long... addresses) {
        callchain = addresses;
        return this;
    }

    /** A tracepoint's record. */
    public PerfSample raw(Row row) {
        raw = row.toBytes();
        return this;
    }

    /** Triples of from, to, flags. */
    public PerfSample branches(long... triples) {
        branches = triples;
        return this;
    }

    /** What the attr's {@link PerfExtras#HW_INDEX} and {@link PerfExtras#COUNTERS} ask for; one counter per branch. */
    public PerfSample branchExtras(long index, long... counters) {
        branchIndex = index;
        branchCounters = counters;
        return this;
    }

    /** The abi and, unless that is 0, the registers of the attr's mask. */
    public PerfSample userRegisters(long... abiAndValues) {
        userRegisters = abiAndValues;
        return this;
    }

    /** As {@link #userRegisters}, of the moment of the interrupt. */
    public PerfSample interruptRegisters(long... abiAndValues) {
        interruptRegisters = abiAndValues;
        return this;
    }

    /** A piece of the AUX area. */
    public PerfSample aux(byte[] bytes) {
        aux = bytes;
        return this;
    }

    public PerfSample stack(byte[] bytes) {
        stack = bytes;
        return this;
    }

    /** Order of {@code perf_output_sample()} (kernel {@code kernel/events/core.c}). */
    void write(PerfRecord out, PerfAttr attr) {
        long type = attr.sampleType();
        one(out, type, IDENTIFIER, ID);
        one(out, type, IP, IP);
        if ((type & TID) != 0) {
            out.u32(pid).u32(tid);
        }
        one(out, type, TIME, TIME);
        each(out, type, BEFORE_CPU);
        if ((type & CPU) != 0) {
            out.u32(value(CPU)).u32(0);
        }
        one(out, type, PERIOD, PERIOD);
        if ((type & READ) != 0) {
            out.u64s(read);
        }
        if ((type & CALLCHAIN) != 0) {
            out.u64(callchain.length).u64s(callchain);
        }
        if ((type & RAW) != 0) {
            int padded = ((raw.length + 4 + 7) & -8) - 4;
            out.u32(padded).bytes(raw, padded);
        }
        branches(out, attr);
        if ((type & REGS_USER) != 0) {
            out.u64s(userRegisters);
        }
        userStack(out, type);
        one(
                out,
                type & (WEIGHT | WEIGHT_STRUCT),
                WEIGHT | WEIGHT_STRUCT,
                (type & WEIGHT) != 0 ? WEIGHT : WEIGHT_STRUCT);
        each(out, type, BEHIND_STACK);
        if ((type & REGS_INTR) != 0) {
            out.u64s(interruptRegisters);
        }
        each(out, type, BEHIND_REGISTERS);
        if ((type & AUX) != 0) {
            int padded = (aux.length + 7) & -8;
            out.u64(padded).bytes(aux, padded);
        }
    }

    private void branches(PerfRecord out, PerfAttr attr) {
        if ((attr.sampleType() & BRANCH_STACK) == 0) {
            return;
        }
        out.u64(branches.length / 3);
        if ((attr.extras().branchSampleType() & PerfExtras.HW_INDEX) != 0) {
            out.u64(branchIndex);
        }
        out.u64s(branches);
        if ((attr.extras().branchSampleType() & PerfExtras.COUNTERS) != 0) {
            out.u64s(branchCounters);
        }
    }

    private void userStack(PerfRecord out, long type) {
        if ((type & STACK_USER) != 0) {
            int padded = (stack.length + 7) & -8;
            out.u64(padded).bytes(stack, padded);
            if (padded > 0) {
                out.u64(stack.length);
            }
        }
    }

    /** What ends the other records when the attr has {@code sample_id_all}. */
    void writeTrailer(PerfRecord out, long type) {
        if ((type & TID) != 0) {
            out.u32(pid).u32(tid);
        }
        one(out, type, TIME, TIME);
        one(out, type, ID, ID);
        one(out, type, STREAM_ID, STREAM_ID);
        if ((type & CPU) != 0) {
            out.u32(value(CPU)).u32(0);
        }
        one(out, type, IDENTIFIER, ID);
    }

    private void each(PerfRecord out, long type, long[] bits) {
        for (long bit : bits) {
            one(out, type, bit, bit);
        }
    }

    private void one(PerfRecord out, long type, long bit, long source) {
        if ((type & bit) != 0) {
            out.u64(value(source));
        }
    }

    private long value(long bit) {
        return values[Long.numberOfTrailingZeros(bit)];
    }
}
