// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.io.Bytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded for one event: {@code struct perf_event_attr} (Linux include/uapi/linux/perf_event.h). The structure
 * has grown over the years; what a shorter one lacks is 0, what a longer one adds is not looked at.
 *
 * @param type 0 hardware, 1 software, 2 tracepoint, ...
 * @param size bytes of the structure in the file
 * @param config event within the type; a tracepoint's id
 * @param period sample period, or frequency
 * @param sampleType bits of {@link SampleBit}
 * @param readFormat what READ holds
 * @param flags the flag bits, the first of the C declaration lowest
 * @param branchSampleType what BRANCH_STACK holds
 * @param userRegisters registers that REGS_USER holds
 * @param clockId clock of TIME when {@link #USE_CLOCKID} is set
 * @param interruptRegisters registers that REGS_INTR holds
 * @param others values by {@link AttrField}
 */
record PerfAttr(
        int type,
        int size,
        long config,
        long period,
        long sampleType,
        long readFormat,
        long flags,
        long branchSampleType,
        long userRegisters,
        int clockId,
        long interruptRegisters,
        List<@Nullable Long> others) {
    static final int TRACEPOINT = 2;
    static final long FREQUENCY = 1L << 10;
    static final long SAMPLE_ID_ALL = 1L << 18;
    static final long USE_CLOCKID = 1L << 25;

    private static final int SMALLEST = 64;

    /** Reads the structure at {@code at}, as long as it says it is. */
    static PerfAttr read(Bytes bytes, long at) throws IOException {
        long stated = bytes.u32(at + 4);
        int size = stated == 0 ? SMALLEST : (int) Math.min(stated, Integer.MAX_VALUE);
        if (size < SMALLEST || size > FileHeader.LARGEST_ATTR) {
            throw bytes.malformed(at + 4, "an attr of " + stated + " bytes", "64 to " + FileHeader.LARGEST_ATTR);
        }
        bytes.check(at, size, "attr");
        return new PerfAttr(
                (int) bytes.u32(at),
                size,
                bytes.u64(at + 8),
                bytes.u64(at + 16),
                bytes.u64(at + 24),
                bytes.u64(at + 32),
                flags(bytes, at + 40),
                size >= 80 ? bytes.u64(at + 72) : 0,
                size >= 96 ? bytes.u64(at + 80) : 0,
                size >= 96 ? bytes.s32(at + 92) : 0,
                size >= 104 ? bytes.u64(at + 96) : 0,
                AttrField.read(bytes, at, size));
    }

    /** A big endian compiler fills bit fields from the top of each byte. */
    private static long flags(Bytes bytes, long at) throws IOException {
        long flags = 0;
        for (int i = 0; i < 8; i++) {
            int bits = bytes.u8(at + i);
            int first = bytes.order() == ByteOrder.BIG_ENDIAN ? Integer.reverse(bits) >>> 24 : bits;
            flags |= (long) first << (8 * i);
        }
        return flags;
    }

    boolean has(SampleBit bit) {
        return (sampleType & bit.mask()) != 0;
    }

    boolean flag(long mask) {
        return (flags & mask) != 0;
    }

    boolean tracepoint() {
        return type == TRACEPOINT;
    }
}
