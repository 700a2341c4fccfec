// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.util.List;

/**
 * One event of a perf.data: {@code struct perf_event_attr} (kernel {@code include/uapi/linux/perf_event.h}).
 *
 * @param name as EVENT_DESC names it, for example {@code page-faults}
 * @param type 1 software, 2 tracepoint, ...
 * @param config event within the type; a tracepoint's id
 * @param sampleType what samples hold: bits of {@link PerfSample}
 * @param readFormat what READ holds
 * @param flags the flag bits, the first of the C declaration lowest
 * @param size bytes of the structure as this writer's kernel knew it: 64 or more
 * @param clockId clock of TIME when bit 25 (use_clockid) of {@code flags} is set
 * @param ids sample ids, one per cpu as a rule
 * @param extras branches, registers, stack
 */
public record PerfAttr(
        String name,
        int type,
        long config,
        long sampleType,
        long readFormat,
        long flags,
        int size,
        int clockId,
        List<Long> ids,
        PerfExtras extras) {
    /** Flag bit: side-band records end with pid, time, id, cpu. */
    public static final long SAMPLE_ID_ALL = 1L << 18;

    static final int SMALLEST = 64;
    private static final int CLOCK_ID_AT = 92;

    public PerfAttr {
        if (size < SMALLEST || size % 8 != 0) {
            throw new IllegalArgumentException("an attr has 64 bytes or more in steps of 8, not " + size);
        }
        ids = List.copyOf(ids);
    }

    /** An event whose samples have no branches and no registers. */
    public PerfAttr(
            String name,
            int type,
            long config,
            long sampleType,
            long readFormat,
            long flags,
            int size,
            int clockId,
            List<Long> ids) {
        this(name, type, config, sampleType, readFormat, flags, size, clockId, ids, PerfExtras.NONE);
    }

    /** A software event with the usual flags and the attr size of Linux 6.1. */
    public static PerfAttr software(String name, long config, long sampleType, Long... ids) {
        return new PerfAttr(name, 1, config, sampleType, 0, SAMPLE_ID_ALL, 128, 0, List.of(ids));
    }

    /** A tracepoint, whose samples have RAW. */
    public static PerfAttr tracepoint(EventFormat event, long sampleType, Long... ids) {
        String name = event.system() + ":" + event.name();
        long withRaw = sampleType | PerfSample.RAW;
        return new PerfAttr(name, 2, event.id(), withRaw, 0, SAMPLE_ID_ALL, 128, 0, List.of(ids));
    }

    /** The same event, described by a kernel that knew more or less of the structure. */
    public PerfAttr withSize(int bytes) {
        return new PerfAttr(name, type, config, sampleType, readFormat, flags, bytes, clockId, ids, extras);
    }

    /** The same event with branches, registers and stack described. */
    public PerfAttr with(PerfExtras described) {
        return new PerfAttr(name, type, config, sampleType, readFormat, flags, size, clockId, ids, described);
    }

    byte[] encode(Machine machine) {
        byte[] bytes = new byte[size];
        machine.putInt(bytes, 0, type);
        machine.putInt(bytes, 4, size);
        machine.putLong(bytes, 8, config);
        machine.putLong(bytes, 16, 1);
        machine.putLong(bytes, 24, sampleType);
        machine.putLong(bytes, 32, readFormat);
        for (int i = 0; i < 8; i++) {
            int bits = (int) (flags >>> (8 * i)) & 0xff;
            // A big endian compiler fills bit fields from the top of each byte.
            bytes[40 + i] = (byte) (machine.bigEndian() ? Integer.reverse(bits) >>> 24 : bits);
        }
        extras.encode(machine, bytes);
        if (size >= CLOCK_ID_AT + 4) {
            machine.putInt(bytes, CLOCK_ID_AT, clockId);
        }
        return bytes;
    }
}
