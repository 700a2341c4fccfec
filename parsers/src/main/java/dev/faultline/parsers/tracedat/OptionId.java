// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import org.jspecify.annotations.Nullable;

/** Option ids of both versions (trace-cmd lib/trace-cmd/include/private/trace-cmd-private.h). */
enum OptionId {
    DONE(0),
    DATE(1),
    CPUSTAT(2),
    BUFFER(3),
    TRACECLOCK(4),
    UNAME(5),
    HOOK(6),
    OFFSET(7),
    CPUCOUNT(8),
    VERSION(9),
    PROCMAPS(10),
    TRACEID(11),
    TIME_SHIFT(12),
    GUEST(13),
    TSC2NSEC(14),
    STRINGS(15),
    HEADER_INFO(16),
    FTRACE_EVENTS(17),
    EVENT_FORMATS(18),
    KALLSYMS(19),
    PRINTK(20),
    CMDLINES(21),
    BUFFER_TEXT(22),
    BTF_FILE(23),
    LAST_BOOT_INFO(24),
    MODULES_FILE(25);

    private static final OptionId[] ALL = values();

    private final int number;

    OptionId(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The option with that id, {@code null} when it is none of ours: newer writers add ids, readers skip them. */
    static @Nullable OptionId of(int number) {
        return number >= 0 && number < ALL.length ? ALL[number] : null;
    }
}
