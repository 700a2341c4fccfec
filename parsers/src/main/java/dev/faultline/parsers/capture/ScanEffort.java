// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

/**
 * How much of a capture the last scan decoded: proof that a window is pushed down to the decoder.
 *
 * @param unit what is counted: sub-buffers, records of perf, stretches of text of four megabytes
 * @param there how many there are on the selected cpus
 * @param decoded how many of them were decoded; of the others only the head was looked at, or nothing
 */
public record ScanEffort(String unit, long there, long decoded) {
    /** Before any scan. */
    public static final ScanEffort NONE = new ScanEffort("", 0, 0);
}
