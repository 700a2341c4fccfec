// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tracer: stamps events with time, cpu and thread and hands them on. Its clock is that of the whole simulation. It moves
 * on with every event, so that no two have the same time stamp and the order of the events is the order of the truth.
 */
final class Recorder {
    /** common_flags bits (kernel include/linux/trace_events.h, TRACE_FLAG_HARDIRQ and _SOFTIRQ). */
    static final int HARDIRQ = 0x08;

    static final int SOFTIRQ = 0x10;

    private static final int FASTEST_EVENT_NS = 90;
    private static final int EVENT_SPREAD_NS = 256;

    private RecordSink sink = RecordSink.NOWHERE;
    private final KernelFormats formats;
    private final Symbols symbols;
    private final Dice dice;
    private final boolean counting;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<long[]> counts = new ArrayList<>();
    private long now;
    private int cpu;
    private int tid;
    private int flags;
    private long records;
    private long lockRecords;

    /** @param counting whether nobody looks at the values of records, only at their lengths */
    Recorder(KernelFormats formats, Symbols symbols, Dice dice, boolean counting) {
        this.counting = counting;
        this.formats = formats;
        this.symbols = symbols;
        this.dice = dice;
    }

    boolean counting() {
        return counting;
    }

    /** Records go there from now on. */
    void attach(RecordSink to) {
        sink = to;
    }

    /** The kernel that is traced. */
    Kernel kernel() {
        return formats.kernel();
    }

    /** An event of this kernel, or a silent one. */
    Event event(String system, String name, String... fields) {
        EventFormat format = formats.find(system, name);
        return new Event(this, format, format == null ? -1 : number(system + ":" + name), fields);
    }

    /** Entry of a probed function. */
    Event probe(String function, String... fields) {
        return event("pf", function, fields).constant("__probe_ip", symbols.address(function));
    }

    /** Return of a probed function; its only field is {@code ret}. */
    Event probeReturn(String function) {
        return event("pf", function + "_ret", "ret")
                .constant("__probe_func", symbols.address(function))
                .constant("__probe_ret_ip", symbols.returnAddress(function));
    }

    private int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        numbers.put(name, counts.size());
        counts.add(new long[1]);
        return counts.size() - 1;
    }

    /** From now on events belong to this thread on this cpu. */
    void context(int ofCpu, int ofTid, int withFlags) {
        cpu = ofCpu;
        tid = ofTid;
        flags = withFlags;
    }

    void write(int event, Row row) {
        now += FASTEST_EVENT_NS + (dice.next() >>> 56) % EVENT_SPREAD_NS;
        records++;
        counts.get(event)[0]++;
        try {
            sink.record(cpu, tid, now, row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Time of the last event, or later. */
    long now() {
        return now;
    }

    void advanceTo(long ts) {
        now = Math.max(now, ts);
    }

    int cpu() {
        return cpu;
    }

    int tid() {
        return tid;
    }

    int flags() {
        return flags;
    }

    long records() {
        return records;
    }

    void countLock() {
        lockRecords++;
    }

    /** Records of system lock. */
    long lockRecords() {
        return lockRecords;
    }

    /** Records by event; events that never came are left out. */
    Map<String, Long> counts() {
        Map<String, Long> all = new LinkedHashMap<>();
        numbers.forEach((name, number) -> {
            if (counts.get(number)[0] > 0) {
                all.put(name, counts.get(number)[0]);
            }
        });
        return all;
    }
}
