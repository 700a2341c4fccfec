// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.io.Words;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks sub-buffers record by record (Linux kernel/trace/ring_buffer.c; libtraceevent src/kbuffer-parse.c).
 *
 * <pre>
 * sub-buffer:  u64 time_stamp | long commit | records ... | [long lost count] | zeros
 * record:      u32 type_len:5 time_delta:27 | payload
 * type_len     1..28 payload of type_len words   0 payload of (next u32) - 4 bytes
 *              29 padding   30 time extend   31 absolute time stamp
 * </pre>
 *
 * Whatever is impossible ends its sub-buffer with a named issue; the next sub-buffer has its own absolute time.
 */
final class SubBufferReader {
    private static final int PADDING = 29;
    private static final int TIME_EXTEND = 30;
    private static final int TIME_STAMP = 31;
    private static final int DELTA_BITS = 27;
    private static final int DELTA_MASK = (1 << DELTA_BITS) - 1;
    private static final long COMMIT_MASK = (1L << 27) - 1;
    private static final long MISSED_EVENTS = 1L << 31;
    private static final long MISSED_STORED = 1L << 30;
    private static final long STAMP_TOP_BITS = 0xf8L << 56;
    private static final int STOP = -1;

    private final RecordLayout layout;
    private final RecordFilter filter;
    private final TimeMap time;
    private final boolean onlyAdds;
    private final long added;
    private final boolean little;

    private byte[] bytes = new byte[0];
    private ChunkReport report;
    private long recBase;
    private int cpu;
    private long ts;
    private long firstTs;
    private long lastTs;
    private int recordsInPage;
    private boolean damaged;
    private long records;
    private long subBuffers;
    private long walked;

    SubBufferReader(RecordLayout layout, RecordFilter filter, TimeMap time, ChunkReport first) {
        this.layout = layout;
        this.filter = filter;
        this.time = time;
        this.onlyAdds = time.onlyAdds();
        this.added = time.added();
        this.little = layout.order() == ByteOrder.LITTLE_ENDIAN;
        this.report = first;
    }

    /** Records walked over since the beginning. */
    long records() {
        return records;
    }

    /** Sub-buffers seen since the beginning, those outside of the window too. */
    long subBuffers() {
        return subBuffers;
    }

    /** Those of them whose records were walked over. */
    long walked() {
        return walked;
    }

    /** Walks all sub-buffers of a chunk. */
    void read(CpuBuffer buffer, CpuBuffer.Loaded chunk, ChunkReport into) {
        bytes = chunk.bytes();
        recBase = chunk.recBase();
        report = into;
        report.recBase = recBase;
        cpu = buffer.cpu();
        int size = buffer.subBufferSize();
        for (int at = 0; at < chunk.length(); at += size) {
            if (chunk.missing().get(at / size)) {
                report.gaps.add(new Gap(null, report.lastTs));
                continue;
            }
            int available = Math.min(size, chunk.length() - at);
            if (available < size) {
                issue(IssueKind.SHORT_SUB_BUFFER, at, () -> available + " of " + size + " bytes are there");
            }
            subBuffers++;
            if (available >= layout.dataOffset() && !outside(at, size, chunk.length())) {
                walked++;
                subBuffer(at, size, available);
            }
        }
    }

    /** Whether no record of the sub-buffer can be in the window; gaps and their neighbours are always read. */
    private boolean outside(int at, int size, int length) {
        if ((filter.fromTs == Long.MIN_VALUE && filter.toTs == Long.MAX_VALUE) || at + 2 * size > length || !onlyAdds) {
            return false;
        }
        boolean gap = (commit(at) & MISSED_EVENTS) != 0 || (commit(at + size) & MISSED_EVENTS) != 0;
        return !gap && (stamp(at + size) + added < filter.fromTs || stamp(at) + added > filter.toTs);
    }

    private void subBuffer(int at, int size, int available) {
        long commit = commit(at);
        int data = at + layout.dataOffset();
        int committed = (int) (commit & COMMIT_MASK);
        int capacity = size - layout.dataOffset();
        if ((commit & MISSED_EVENTS) != 0) {
            report.gaps.add(new Gap(lostCount(commit, data + committed, at + available), report.lastTs));
        }
        if (committed > capacity) {
            issue(IssueKind.BAD_COMMIT, at, () -> committed + " bytes committed, at most " + capacity + " fit");
        }
        damaged = committed > capacity || (committed == 0 && stamp(at) == 0);
        if (damaged && committed == 0) {
            issue(IssueKind.ZERO_FILLED, at, () -> "no timestamp and no data");
        }
        ts = stamp(at);
        recordsInPage = 0;
        long before = ts;
        records(data, Math.min(data + Math.min(committed, capacity), at + available));
        if (recordsInPage > 0) {
            Long previous = report.lastTs;
            if (previous != null && firstTs < previous) {
                issue(IssueKind.TIME_BACKWARDS, at, () -> "ts " + before + " after " + previous);
            }
            report.span(firstTs, lastTs);
            records += recordsInPage;
        }
        if (damaged || (available < size && committed > available - layout.dataOffset())) {
            report.gaps.add(new Gap(null, report.lastTs));
        }
    }

    private @Nullable Long lostCount(long commit, int at, int end) {
        if ((commit & MISSED_STORED) == 0 || at + layout.longSize() > end) {
            return null;
        }
        return layout.longSize() == 8
                ? Words.s64(bytes, at, layout.order())
                : Integer.toUnsignedLong(Words.s32(bytes, at, layout.order()));
    }

    private void records(int start, int end) {
        int pos = start;
        long now = ts;
        while (pos + 4 <= end) {
            int word = word(pos);
            int type = little ? word & 31 : word >>> DELTA_BITS;
            int delta = little ? word >>> 5 : word & DELTA_MASK;
            if (type >= 1 && type < PADDING) {
                int next = pos + 4 + 4 * type;
                if (next > end) {
                    overrun(pos, next, end);
                    damaged = true;
                    break;
                }
                now += delta;
                record(pos + 4, 4 * type, now);
                pos = next;
            } else {
                ts = now;
                pos = special(type, delta, pos, end);
                now = ts;
                if (pos == STOP) {
                    damaged = true;
                    break;
                }
            }
        }
    }

    /** Everything but small records: returns where the next record is, {@link #STOP} when there is none. */
    private int special(int type, int delta, int pos, int end) {
        if (type == PADDING && delta == 0) {
            issue(IssueKind.EARLY_PADDING, pos, () -> (end - pos) + " committed bytes from here on are padding");
            return STOP;
        }
        if (pos + 8 > end) {
            overrun(pos, pos + 8, end);
            return STOP;
        }
        long second = Integer.toUnsignedLong(word(pos + 4));
        if (type == TIME_EXTEND) {
            ts += (second << DELTA_BITS) + delta;
            return pos + 8;
        }
        if (type == TIME_STAMP) {
            long before = ts;
            ts = absolute((second << DELTA_BITS) + delta, ts);
            if (ts < before) {
                long back = before - ts;
                issue(IssueKind.TIME_BACKWARDS, pos, () -> "a time stamp " + back + " before the time so far");
            }
            return pos + 8;
        }
        return longRecord(type, delta, pos, end, second);
    }

    /** A record whose length is in the second word; padding with a length is an event that was discarded. */
    private int longRecord(int type, int delta, int pos, int end, long length) {
        if (length < 4) {
            boolean zeros = type == 0 && delta == 0 && length == 0;
            issue(
                    zeros ? IssueKind.ZERO_FILLED : IssueKind.BAD_RECORD_LENGTH,
                    pos,
                    () -> "length word " + length + ", at least 4 expected; " + (end - pos) + " bytes not read");
            return STOP;
        }
        long next = pos + 4 + ((length + 3) & ~3L);
        if (next > end) {
            overrun(pos, next, end);
            return STOP;
        }
        ts += delta;
        if (type != PADDING) {
            record(pos + 8, (int) (next - pos - 8), ts);
        }
        return (int) next;
    }

    /**
     * An absolute stamp has 59 bits; the top 5 come from the time before it, and one more 2^59 when that went past it
     * (Linux kernel/trace/ring_buffer.c, {@code rb_fix_abs_ts()}).
     */
    private static long absolute(long stamp, long before) {
        if ((before & STAMP_TOP_BITS) == 0) {
            return stamp;
        }
        long full = stamp | (before & STAMP_TOP_BITS);
        return Long.compareUnsigned(full, before) < 0 ? full + (1L << 59) : full;
    }

    private void record(int payload, int length, long raw) {
        if (length < layout.typeOffset() + 2) {
            issue(IssueKind.EMPTY_RECORD, payload, () -> "payload of " + length + " bytes");
            return;
        }
        long now = onlyAdds ? raw + added : time.map(cpu, raw);
        if (recordsInPage++ == 0) {
            firstTs = now;
        }
        lastTs = now;
        short type = Words.leShort(bytes, payload + layout.typeOffset());
        int id = Short.toUnsignedInt(little ? type : Short.reverseBytes(type));
        filter.seen[id]++;
        EventRecords slot = filter.slots[id];
        if (slot != null && now >= filter.fromTs && now <= filter.toTs && tidSelected(payload, length)) {
            slot.add(payload, length, now);
        }
    }

    private boolean tidSelected(int payload, int length) {
        if (filter.tids == null) {
            return true;
        }
        int tid = length < layout.pidOffset() + 4 ? -1 : word(payload + layout.pidOffset());
        return tid >= 0 && filter.tids.get(tid);
    }

    private int word(int at) {
        int word = Words.leInt(bytes, at);
        return little ? word : Integer.reverseBytes(word);
    }

    private long stamp(int at) {
        return Words.s64(bytes, at, layout.order());
    }

    private long commit(int at) {
        return layout.longSize() == 8
                ? Words.s64(bytes, at + 8, layout.order())
                : Integer.toUnsignedLong(Words.s32(bytes, at + 8, layout.order()));
    }

    private void overrun(int pos, long next, int end) {
        issue(
                IssueKind.RECORD_OVERRUN,
                pos,
                () -> "record of " + (next - pos) + " bytes, at most " + (end - pos) + " are left in the data");
    }

    private void issue(IssueKind kind, int at, Supplier<String> detail) {
        report.issues.add(kind, recBase + at, detail);
    }
}
