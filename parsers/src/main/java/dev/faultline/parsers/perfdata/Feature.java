// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import org.jspecify.annotations.Nullable;

/** Feature sections by bit, and how {@code perf script --header} calls what is in them (Linux tools/perf/util/header.h). */
enum Feature {
    RESERVED(0, "reserved"),
    TRACING_DATA(1, "tracing data"),
    BUILD_ID(2, "build ids"),
    HOSTNAME(3, "hostname"),
    OSRELEASE(4, "os release"),
    VERSION(5, "perf version"),
    ARCH(6, "arch"),
    NRCPUS(7, "nrcpus"),
    CPUDESC(8, "cpudesc"),
    CPUID(9, "cpuid"),
    TOTAL_MEM(10, "total memory"),
    CMDLINE(11, "cmdline"),
    EVENT_DESC(12, "events"),
    CPU_TOPOLOGY(13, "cpu topology"),
    NUMA_TOPOLOGY(14, "numa topology"),
    BRANCH_STACK(15, "branch stack"),
    PMU_MAPPINGS(16, "pmu mappings"),
    GROUP_DESC(17, "groups"),
    AUXTRACE(18, "auxtrace index"),
    STAT(19, "stat data"),
    CACHE(20, "cpu caches"),
    SAMPLE_TIME(21, "time of samples"),
    MEM_TOPOLOGY(22, "memory blocks"),
    CLOCKID(23, "clockid frequency"),
    DIR_FORMAT(24, "directory data version"),
    BPF_PROG_INFO(25, "bpf programs"),
    BPF_BTF(26, "bpf types"),
    COMPRESSED(27, "compressed"),
    CPU_PMU_CAPS(28, "cpu pmu capabilities"),
    CLOCK_DATA(29, "reference time"),
    HYBRID_TOPOLOGY(30, "hybrid cpu system"),
    PMU_CAPS(31, "pmu capabilities");

    private final int bit;
    private final String title;

    Feature(int bit, String title) {
        this.bit = bit;
        this.title = title;
    }

    /** How people call it. */
    String title() {
        return title;
    }

    /** The feature of a bit, {@code null} for one added later. */
    static @Nullable Feature of(long bit) {
        return bit >= 0 && bit < values().length ? values()[(int) bit] : null;
    }

    int bit() {
        return bit;
    }
}
