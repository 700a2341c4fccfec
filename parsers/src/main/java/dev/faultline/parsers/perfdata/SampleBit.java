// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

/** Bits of {@code sample_type}, bit 0 first (Linux include/uapi/linux/perf_event.h, {@code enum perf_event_sample_format}). */
enum SampleBit {
    IP(0),
    TID(1),
    TIME(2),
    ADDR(3),
    READ(4),
    CALLCHAIN(5),
    ID(6),
    CPU(7),
    PERIOD(8),
    STREAM_ID(9),
    RAW(10),
    BRANCH_STACK(11),
    REGS_USER(12),
    STACK_USER(13),
    WEIGHT(14),
    DATA_SRC(15),
    IDENTIFIER(16),
    TRANSACTION(17),
    REGS_INTR(18),
    PHYS_ADDR(19),
    AUX(20),
    CGROUP(21),
    DATA_PAGE_SIZE(22),
    CODE_PAGE_SIZE(23),
    WEIGHT_STRUCT(24);

    /** All of them. */
    static final long KNOWN = (1L << values().length) - 1;

    private final int bit;

    SampleBit(int bit) {
        this.bit = bit;
    }

    /** Number of the bit. */
    int bit() {
        return bit;
    }

    long mask() {
        return 1L << bit;
    }
}
