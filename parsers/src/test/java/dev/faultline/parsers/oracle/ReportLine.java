// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

/**
 * One record as {@code trace-cmd report} prints it.
 *
 * @param flags the latency characters, or in raw reports {@code -0x} and the flags; empty where not printed
 * @param ts ns (9 digits were printed), or raw counts
 * @param info what follows the event name, continuation lines included
 * @param dropped records lost just before, by the {@code EVENTS DROPPED} line: -1 without number, 0 no such line
 */
record ReportLine(String buffer, int pid, int cpu, String flags, long ts, String event, String info, long dropped) {}
