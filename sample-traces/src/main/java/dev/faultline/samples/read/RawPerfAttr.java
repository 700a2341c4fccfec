// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What {@code perf_event_open()} was told of one event (include/uapi/linux/perf_event.h, struct perf_event_attr).
 *
 * @param type PERF_TYPE_*; 2 is a tracepoint
 * @param config of a tracepoint, its id
 * @param ids of its samples
 */
public record RawPerfAttr(int type, long config, long sampleType, long readFormat, long flags, List<Long> ids) {
    /** PERF_TYPE_TRACEPOINT. */
    public static final int TRACEPOINT = 2;

    private static final int HEADER = 8;
    private static final int TID = 1;
    private static final int TIME = 2;
    private static final int ADDR = 3;
    private static final int READ = 4;
    private static final int CALLCHAIN = 5;
    private static final int ID = 6;
    private static final int CPU = 7;
    private static final int PERIOD = 8;
    private static final int STREAM_ID = 9;
    private static final int RAW = 10;
    private static final int IDENTIFIER = 16;
    private static final int GROUP = 3;
    private static final long SAMPLE_ID_ALL = 1L << 18;
    private static final int WORD = 8;

    /**
     * Where the parts of a record begin, in bytes from its first; -1: it has no such part.
     *
     * @param raw of the length before a tracepoint's record
     */
    public record Places(int id, int tid, int time, int cpu, int raw) {}

    private boolean has(int bit) {
        return (sampleType >>> bit & 1) != 0;
    }

    /** Where the id of a sample is: the same in every attr of a file. */
    int idPlace() {
        int at = HEADER;
        if (has(IDENTIFIER)) {
            return at;
        }
        for (int bit = 0; bit < READ; bit++) {
            at += has(bit) ? WORD : 0;
        }
        return has(ID) ? at : -1;
    }

    /** The parts of a sample, in the order of perf_output_sample() (kernel/events/core.c). */
    public Places sample(byte[] record, ByteBuffer words) {
        int at = HEADER + (has(IDENTIFIER) ? WORD : 0) + (has(0) ? WORD : 0);
        int tid = has(TID) ? at : -1;
        at += has(TID) ? WORD : 0;
        int time = has(TIME) ? at : -1;
        at += (has(TIME) ? WORD : 0) + (has(ADDR) ? WORD : 0) + (has(ID) ? WORD : 0) + (has(STREAM_ID) ? WORD : 0);
        int cpu = has(CPU) ? at : -1;
        at += (has(CPU) ? WORD : 0) + (has(PERIOD) ? WORD : 0);
        if (has(READ)) {
            at += readSize(words, at);
        }
        if (has(CALLCHAIN)) {
            at += WORD + WORD * (int) words.getLong(at);
        }
        return new Places(idPlace(), tid, time, cpu, has(RAW) && at + 4 <= record.length ? at : -1);
    }

    /** PERF_FORMAT_TOTAL_TIME_ENABLED, _RUNNING, _ID, _GROUP, _LOST are bits 0 to 4. */
    private int readSize(ByteBuffer words, int at) {
        int times = Long.bitCount(readFormat & 3);
        int perValue = 1 + Long.bitCount(readFormat & 0b10100);
        boolean group = (readFormat >>> GROUP & 1) != 0;
        return WORD * (group ? 1 + times + perValue * (int) words.getLong(at) : times + perValue);
    }

    /** The parts behind a record that is no sample, all in the last bytes ({@code perf_event__output_id_sample()}). */
    public Places trailer(int length) {
        if ((flags & SAMPLE_ID_ALL) == 0) {
            return new Places(-1, -1, -1, -1, -1);
        }
        int end = length - (has(IDENTIFIER) ? WORD : 0);
        int cpu = has(CPU) ? end - WORD : -1;
        end -= has(CPU) ? WORD : 0;
        end -= (has(STREAM_ID) ? WORD : 0) + (has(ID) ? WORD : 0);
        int time = has(TIME) ? end - WORD : -1;
        end -= has(TIME) ? WORD : 0;
        return new Places(-1, has(TID) ? end - WORD : -1, time, cpu, -1);
    }
}
