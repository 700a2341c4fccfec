// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An option of a trace.dat (trace-cmd {@code trace-cmd-private.h}, {@code handle_options()}). The options that the file
 * itself needs (sections, buffers, cpu count, trace clock) are written without being asked for.
 *
 * @param id option id
 * @param body writes its data
 */
public record TraceDatOption(int id, Consumer<ByteSink> body) {
    static final int DONE = 0;
    static final int BUFFER = 3;
    static final int TRACE_CLOCK = 4;
    static final int CPU_COUNT = 8;

    /** Any option, known or not. */
    public static TraceDatOption of(int id, byte[] data) {
        return new TraceDatOption(id, out -> out.raw(data));
    }

    /** DATE: microseconds to add to every timestamp. */
    public static TraceDatOption date(long micros) {
        return text(1, "0x" + Long.toHexString(micros));
    }

    /** CPUSTAT: the text of {@code per_cpu/cpuN/stats}. */
    public static TraceDatOption cpuStat(String stats) {
        return text(2, stats);
    }

    public static TraceDatOption uname(String uname) {
        return text(5, uname);
    }

    public static TraceDatOption hook(String spec) {
        return text(6, spec);
    }

    /** OFFSET: nanoseconds to add to every timestamp. */
    public static TraceDatOption offset(long nanos) {
        return text(7, Long.toString(nanos));
    }

    /** VERSION of the recording tool. */
    public static TraceDatOption version(String version) {
        return text(9, version);
    }

    public static TraceDatOption procMaps(String maps) {
        return text(10, maps);
    }

    public static TraceDatOption traceId(long id) {
        return new TraceDatOption(11, out -> out.u64(id));
    }

    /**
     * A sample of a TIME_SHIFT option: at {@code time} of the guest its clock is off by {@code offset}.
     *
     * @param scaling multiplier of the guest's timestamps, with {@code fraction} bits behind the point
     */
    public record ShiftSample(long time, long offset, long scaling, long fraction) {}

    /** TIME_SHIFT: how a guest's timestamps become its host's; the samples of each of its cpus. */
    public static TraceDatOption timeShift(long peer, int flags, List<List<ShiftSample>> cpus) {
        return new TraceDatOption(12, out -> {
            out.u64(peer).u32(flags).u32(cpus.size());
            for (List<ShiftSample> samples : cpus) {
                out.u32(samples.size());
                samples.forEach(sample -> out.u64(sample.time));
                samples.forEach(sample -> out.u64(sample.offset));
                samples.forEach(sample -> out.u64(sample.scaling));
            }
            cpus.forEach(samples -> samples.forEach(sample -> out.u64(sample.fraction)));
        });
    }

    /** GUEST: which host thread runs which virtual cpu. */
    public static TraceDatOption guest(String name, long guestTraceId, Map<Integer, Integer> hostPidOfCpu) {
        return new TraceDatOption(13, out -> {
            out.string(name).u64(guestTraceId).u32(hostPidOfCpu.size());
            hostPidOfCpu.forEach((cpu, pid) -> out.u32(cpu).u32(pid));
        });
    }

    /** TSC2NSEC: {@code ns = (ts * mult) >> shift}. */
    public static TraceDatOption tscToNanos(int mult, int shift, long offset) {
        return new TraceDatOption(14, out -> out.u32(mult).u32(shift).u64(offset));
    }

    public static TraceDatOption lastBootInfo(String text) {
        return text(24, text);
    }

    private static TraceDatOption text(int id, String text) {
        return new TraceDatOption(id, out -> out.string(text));
    }

    byte[] encode(Machine machine) {
        ByteSink out = new ByteSink(machine);
        body.accept(out);
        return out.toBytes();
    }
}
