// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

/** Types of records the walk itself must know (Linux include/uapi/linux/perf_event.h; tools/lib/perf/include/perf/event.h). */
final class RecordType {
    static final int MMAP2 = 10;
    static final int LOST = 2;
    static final int COMM = 3;
    static final int READ = 8;
    static final int SAMPLE = 9;
    static final int LOST_SAMPLES = 13;
    static final int NAMESPACES = 16;
    /** From here on records are of the recorder, not of the kernel, and have no trailer. */
    static final int FIRST_OF_TOOL = 64;

    static final int HEADER_ATTR = 64;
    static final int HEADER_TRACING_DATA = 66;
    static final int HEADER_BUILD_ID = 67;
    /** A mark between passes over the rings: nothing in it, and as many of them as of real records in a quiet capture. */
    static final int FINISHED_ROUND = 68;

    static final int ID_INDEX = 69;
    static final int AUXTRACE = 71;
    static final int THREAD_MAP = 73;
    static final int CPU_MAP = 74;
    static final int STAT_CONFIG = 75;
    static final int EVENT_UPDATE = 78;
    static final int HEADER_FEATURE = 80;
    static final int COMPRESSED = 81;
    static final int COMPRESSED2 = 83;
    static final int BPF_METADATA = 84;

    /** Bytes of {@code struct perf_event_header}: u32 type, u16 misc, u16 size. */
    static final int HEADER = 8;

    private RecordType() {}
}
