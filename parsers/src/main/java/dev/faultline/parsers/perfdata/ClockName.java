// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

/** Names of clocks: those of {@code clockid}, in the words that trace clocks have too. */
final class ClockName {
    /** Clock of samples whose event chose none: the kernel's {@code sched_clock}. */
    static final String DEFAULT = "perf";

    private ClockName() {}

    /** A {@code clockid_t} (Linux include/uapi/linux/time.h). */
    static String of(int clockId) {
        return switch (clockId) {
            case 0 -> "realtime";
            case 1 -> "mono";
            case 4 -> "mono_raw";
            case 7 -> "boot";
            case 11 -> "tai";
            default -> "clockid " + clockId;
        };
    }
}
