// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.Locale;

/** The containers a generated capture can be written in. */
public enum OutputFormat {
    /** trace.dat version 7, as {@code trace-cmd record} writes. */
    TRACE_DAT,
    /** trace.dat version 6. */
    TRACE_DAT_6,
    /** perf.data, as {@code perf record -e ...} writes: one sample per event. */
    PERF_DATA,
    /** A saved tracefs directory: {@code per_cpu/cpuN/trace_pipe_raw} and the event formats. */
    RAW_PAGES,
    /** The text of tracefs' {@code trace}: times cut to microseconds, pointers as with {@code nohash-ptr}. */
    TRACE_TEXT,
    /** The text of {@code trace_pipe}: the same without a header. */
    PIPE_TEXT,
    /** The text of {@code trace-cmd report -t}: times in nanoseconds. */
    REPORT_TEXT;

    /** The format that goes with a file's name: perf.data by its name, text for {@code .txt}, all else is trace.dat. */
    public static OutputFormat of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".txt")) {
            return TRACE_TEXT;
        }
        return name.endsWith("perf.data") || name.endsWith(".perf") ? PERF_DATA : TRACE_DAT;
    }
}
