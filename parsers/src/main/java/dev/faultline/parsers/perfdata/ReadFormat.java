// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

/** Bits of {@code read_format} (Linux include/uapi/linux/perf_event.h, {@code enum perf_event_read_format}). */
final class ReadFormat {
    private ReadFormat() {}

    static boolean enabled(PerfAttr attr) {
        return (attr.readFormat() & 1) != 0;
    }

    static boolean running(PerfAttr attr) {
        return (attr.readFormat() & 2) != 0;
    }

    static boolean id(PerfAttr attr) {
        return (attr.readFormat() & 4) != 0;
    }

    static boolean group(PerfAttr attr) {
        return (attr.readFormat() & 8) != 0;
    }

    static boolean lost(PerfAttr attr) {
        return (attr.readFormat() & 16) != 0;
    }

    /** Words of one counter: value, id, lost. */
    static int entry(PerfAttr attr) {
        return 1 + (id(attr) ? 1 : 0) + (lost(attr) ? 1 : 0);
    }

    /** Words for both times. */
    static int times(PerfAttr attr) {
        return (enabled(attr) ? 1 : 0) + (running(attr) ? 1 : 0);
    }
}
