// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.io.Words;
import java.nio.ByteOrder;

/**
 * What ends a kernel record that is no sample when its event has {@code sample_id_all} (Linux kernel/events/core.c,
 * {@code perf_event__output_id_sample()}). A record the recorder made up itself has zeros there: then nothing is known.
 */
final class Trailer {
    /** No trailer. */
    static final Trailer NONE = new Trailer();

    private final ByteOrder order;
    private final int size;
    private final int tidAt;
    private final int timeAt;
    private final int cpuAt;
    private long ts = Origins.NO_TS;
    private int tid = Origins.NONE;
    private int cpu = Origins.NONE;

    private Trailer() {
        order = ByteOrder.LITTLE_ENDIAN;
        size = 0;
        tidAt = -1;
        timeAt = -1;
        cpuAt = -1;
    }

    Trailer(PerfAttr attr, ByteOrder order) {
        this.order = order;
        boolean all = attr.flag(PerfAttr.SAMPLE_ID_ALL);
        int next = 0;
        this.tidAt = all && attr.has(SampleBit.TID) ? next : -1;
        next += tidAt < 0 ? 0 : 8;
        this.timeAt = all && attr.has(SampleBit.TIME) ? next : -1;
        next += timeAt < 0 ? 0 : 8;
        next += all && attr.has(SampleBit.ID) ? 8 : 0;
        next += all && attr.has(SampleBit.STREAM_ID) ? 8 : 0;
        this.cpuAt = all && attr.has(SampleBit.CPU) ? next : -1;
        next += cpuAt < 0 ? 0 : 8;
        next += all && attr.has(SampleBit.IDENTIFIER) ? 8 : 0;
        this.size = next;
    }

    /** Whether a record of this size can have it. */
    boolean fits(int recordSize) {
        return size > 0 && recordSize >= RecordType.HEADER + size;
    }

    /** Reads the one that ends at {@code end}. */
    Trailer at(byte[] bytes, int end) {
        int start = end - size;
        ts = timeAt < 0 ? Origins.NO_TS : Words.s64(bytes, start + timeAt, order);
        boolean madeUp = ts == 0;
        ts = madeUp ? Origins.NO_TS : ts;
        tid = madeUp || tidAt < 0 ? Origins.NONE : Words.s32(bytes, start + tidAt + 4, order);
        cpu = madeUp || cpuAt < 0 ? Origins.NONE : Words.s32(bytes, start + cpuAt, order);
        return this;
    }

    /** Bytes. */
    int size() {
        return size;
    }

    long ts() {
        return ts;
    }

    int tid() {
        return tid;
    }

    int cpu() {
        return cpu;
    }
}
