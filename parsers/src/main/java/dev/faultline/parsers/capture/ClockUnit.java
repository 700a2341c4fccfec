// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Unit of {@code ts}. Clocks like {@code counter} and {@code x86-tsc} have no nanoseconds unless the capture converts them. */
public enum ClockUnit {
    /** Nanoseconds. */
    NS,
    /** Raw counts of the trace clock; whatever needs nanoseconds refuses. */
    COUNT;

    /** Clocks that count nanoseconds (Linux kernel/trace/trace.c, {@code trace_clocks[]}, {@code in_ns}). */
    private static final Set<String> NANOSECOND_CLOCKS =
            Set.of("local", "global", "uptime", "boot", "perf", "mono", "mono_raw", "tai", "tsc2nsec");

    /** The unit of a trace clock: one that nobody names is taken for {@code local}, the kernel's default. */
    public static ClockUnit of(@Nullable String clock) {
        return clock == null || NANOSECOND_CLOCKS.contains(clock) ? NS : COUNT;
    }
}
