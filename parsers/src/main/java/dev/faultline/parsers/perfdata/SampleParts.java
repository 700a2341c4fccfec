// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.io.Words;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where the parts of one sample are: the order of the kernel's {@code perf_output_sample()} (Linux kernel/events/core.c).
 * Up to PERIOD every part is one word at a place its attr fixes; behind that parts have lengths of their own.
 */
final class SampleParts {
    /** A part that is not there. */
    static final int NONE = -1;

    private static final long HW_INDEX = 1L << 17;
    private static final long COUNTERS = 1L << 19;
    private static final SampleBit[] FIXED = {
        SampleBit.IDENTIFIER,
        SampleBit.IP,
        SampleBit.TID,
        SampleBit.TIME,
        SampleBit.ADDR,
        SampleBit.ID,
        SampleBit.STREAM_ID,
        SampleBit.CPU,
        SampleBit.PERIOD
    };
    private static final SampleBit[] LAST = {
        SampleBit.PHYS_ADDR, SampleBit.CGROUP, SampleBit.DATA_PAGE_SIZE, SampleBit.CODE_PAGE_SIZE
    };
    private static final long PLAIN = SampleBit.IDENTIFIER.mask()
            | SampleBit.IP.mask()
            | SampleBit.TID.mask()
            | SampleBit.TIME.mask()
            | SampleBit.ID.mask()
            | SampleBit.STREAM_ID.mask()
            | SampleBit.CPU.mask()
            | SampleBit.PERIOD.mask()
            | SampleBit.RAW.mask();
    private static final int BITS = SampleBit.values().length;

    private final PerfAttr attr;
    private final ByteOrder order;
    /** For parts of fixed place the bytes from the start of the record, else the index in the block; by bit. */
    private final int[] places = new int[BITS];

    private final int fixedEnd;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private boolean complete;

    SampleParts(PerfAttr attr, ByteOrder order) {
        this.attr = attr;
        this.order = order;
        Arrays.fill(places, NONE);
        int next = RecordType.HEADER;
        for (SampleBit bit : FIXED) {
            if (attr.has(bit)) {
                places[bit.bit()] = next;
                next += 8;
            }
        }
        this.fixedEnd = next;
    }

    /** Whether BRANCH_STACK starts with an index of the hardware. */
    static boolean hardwareIndex(PerfAttr attr) {
        return (attr.branchSampleType() & HW_INDEX) != 0;
    }

    /** Whether BRANCH_STACK ends with a word of counters per branch. */
    static boolean counters(PerfAttr attr) {
        return (attr.branchSampleType() & COUNTERS) != 0;
    }

    /** Bytes from the start of the record to a part of fixed place, {@link #NONE} without it. */
    int offset(SampleBit bit) {
        return places[bit.bit()];
    }

    /** Bytes a sample needs for the parts of fixed place. */
    int fixedEnd() {
        return fixedEnd;
    }

    /**
     * Whether samples have only parts that are the same in many of them, a time, and a payload that its own table keeps.
     */
    boolean plain() {
        return attr.tracepoint() && (attr.sampleType() & ~PLAIN) == 0 && attr.has(SampleBit.RAW);
    }

    /** Bytes of the payload of a plain sample, {@link #NONE} when it does not fill the record exactly. */
    int payload(byte[] block, int start, int size) {
        int bytes = size < fixedEnd + 4 ? NONE : Words.s32(block, start + fixedEnd, order);
        return bytes >= 0 && bytes == size - fixedEnd - 4 ? bytes : NONE;
    }

    /** Index in the block of a part behind the fixed ones, {@link #NONE} without it. */
    int place(SampleBit bit) {
        return places[bit.bit()];
    }

    /** Unsigned number of elements of the list that starts at {@code place}; what fits was checked. */
    int count(int place) {
        return (int) Words.s64(bytes, place, order);
    }

    /** Finds the parts of variable place; {@code false} when they do not fit the record exactly. */
    boolean locate(byte[] block, int start, int size) {
        bytes = block;
        at = start + fixedEnd;
        end = start + size;
        complete = at <= end;
        if (complete) {
            read();
            list(SampleBit.CALLCHAIN, 8);
            raw();
            branches();
            registers(SampleBit.REGS_USER, attr);
            stack();
            weight();
            word(SampleBit.DATA_SRC);
            word(SampleBit.TRANSACTION);
            registers(SampleBit.REGS_INTR, attr);
            for (SampleBit bit : LAST) {
                word(bit);
            }
            list(SampleBit.AUX, 1);
        }
        return complete && (at == end || attr.sampleType() > SampleBit.KNOWN);
    }

    private void skip(long count) {
        complete &= count >= 0 && count <= end - at;
        at = complete ? at + (int) count : end;
    }

    private long peek() {
        complete &= end - at >= 8;
        return complete ? Words.s64(bytes, at, order) : 0;
    }

    private boolean starts(SampleBit bit) {
        boolean here = attr.has(bit);
        if (here) {
            places[bit.bit()] = at;
        }
        return here;
    }

    private void word(SampleBit bit) {
        if (starts(bit)) {
            skip(8);
        }
    }

    private void read() {
        if (starts(SampleBit.READ)) {
            boolean group = ReadFormat.group(attr);
            long counters = group ? peek() : 1;
            complete &= counters >= 0 && counters <= (end - at) / 8;
            long words = (group ? 1 : 0) + ReadFormat.times(attr) + counters * ReadFormat.entry(attr);
            skip(complete ? 8 * words : 0);
        }
    }

    private void list(SampleBit bit, int element) {
        if (starts(bit)) {
            long count = peek();
            skip(8);
            complete &= count >= 0 && count <= end - at;
            skip(complete ? count * element : 0);
        }
    }

    private void raw() {
        if (starts(SampleBit.RAW)) {
            complete &= end - at >= 4;
            long size = complete ? Integer.toUnsignedLong(Words.s32(bytes, at, order)) : 0;
            skip(4 + size);
        }
    }

    private void branches() {
        if (starts(SampleBit.BRANCH_STACK)) {
            long count = peek();
            skip(hardwareIndex(attr) ? 16 : 8);
            complete &= count >= 0 && count <= end - at;
            skip(complete ? count * (counters(attr) ? 32 : 24) : 0);
        }
    }

    private void registers(SampleBit bit, PerfAttr of) {
        if (starts(bit)) {
            boolean some = peek() != 0;
            long mask = bit == SampleBit.REGS_USER ? of.userRegisters() : of.interruptRegisters();
            skip(some ? 8L + 8L * Long.bitCount(mask) : 8);
        }
    }

    private void stack() {
        if (starts(SampleBit.STACK_USER)) {
            long size = peek();
            complete &= size >= 0 && size <= end - at;
            skip(size == 0 || !complete ? 8 : 16 + size);
        }
    }

    private void weight() {
        SampleBit bit = attr.has(SampleBit.WEIGHT) ? SampleBit.WEIGHT : SampleBit.WEIGHT_STRUCT;
        word(bit);
    }
}
