// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.ClockFacts;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.io.Cursor;
import dev.faultline.parsers.io.Words;
import java.io.IOException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a perf.data says of its clock: feature CLOCK_DATA (one reading of the clock and of the wall clock, Linux
 * tools/perf/util/header.c, {@code write_clock_data()}), and record TIME_CONV, which perf writes before all samples
 * (tools/lib/perf/include/perf/event.h, {@code struct perf_record_time_conv}).
 */
final class PerfClock {
    private static final int TIME_CONV = 79;
    private static final int TIME_CONV_LENGTH = 32;
    /** Blocks of records in which TIME_CONV is looked for: it stands at the beginning. */
    private static final int BLOCKS = 2;

    private PerfClock() {}

    static ClockFacts of(PerfContents contents, Section data) throws IOException {
        boolean arriving = contents.file.length() == Long.MAX_VALUE;
        return new ClockFacts(0, arriving ? null : cycles(contents, data), contents.wallOffset);
    }

    /** From u32 version, u32 clock, u64 wall clock, u64 clock: what makes a time of the clock one of the wall clock. */
    static long wallOffset(Cursor clockData) throws IOException {
        clockData.skip(8);
        long wall = clockData.u64();
        return wall - clockData.u64();
    }

    private static ClockFacts.@Nullable Cycles cycles(PerfContents contents, Section data) throws IOException {
        IssueLog unheard = new IssueLog(contents.file.name());
        ByteOrder order = contents.header.order();
        try (RecordStream stream = new RecordStream(contents.file, order, data, 0, true, unheard)) {
            Block block = new Block();
            for (int i = 0; i < BLOCKS && stream.next(block); i++) {
                ClockFacts.Cycles found = cycles(block, order);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static ClockFacts.@Nullable Cycles cycles(Block block, ByteOrder order) {
        int at = 0;
        while (at + RecordType.HEADER <= block.length) {
            int size = Words.u16(block.bytes, at + 6, order);
            if (Words.s32(block.bytes, at, order) == TIME_CONV && size >= TIME_CONV_LENGTH) {
                long shift = Words.s64(block.bytes, at + 8, order);
                long mult = Words.s64(block.bytes, at + 16, order);
                long zero = Words.s64(block.bytes, at + 24, order);
                boolean usable = shift >= 0 && shift < 64 && mult > 0 && mult < 1L << 32;
                return usable ? new ClockFacts.Cycles(mult, (int) shift, zero) : null;
            }
            at += Math.max(size, RecordType.HEADER);
        }
        return null;
    }
}
