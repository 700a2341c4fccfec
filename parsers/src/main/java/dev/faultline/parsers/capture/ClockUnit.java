// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

/** Unit of {@code ts}. Clocks like {@code counter} and {@code x86-tsc} have no nanoseconds unless the capture converts them. */
public enum ClockUnit {
    /** Nanoseconds. */
    NS,
    /** Raw counts of the trace clock; whatever needs nanoseconds refuses. */
    COUNT
}
