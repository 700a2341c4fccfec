// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

/**
 * The columns of letters between cpu and time as {@code common_flags} and {@code common_preempt_count} (Linux
 * kernel/trace/trace_output.c, {@code trace_print_lat_fmt()}; include/linux/trace_events.h, TRACE_FLAG_*): irqs-off,
 * need-resched, hardirq/softirq, preempt-depth and, with five columns, migrate-disable.
 */
final class LatencyFlags {
    /** The letters are not known: neither value is. */
    static final int UNKNOWN = -1;

    private static final int IRQS_OFF = 0x01;
    private static final int IRQS_NO_SUPPORT = 0x02;
    private static final int NEED_RESCHED = 0x04;
    private static final int HARDIRQ = 0x08;
    private static final int SOFTIRQ = 0x10;
    private static final int PREEMPT_RESCHED = 0x20;
    private static final int NMI = 0x40;
    private static final int BH_OFF = 0x80;

    private LatencyFlags() {}

    /** Flags in the low byte, preempt count in the next; {@link #UNKNOWN} for anything but 4 or 5 known letters. */
    static int decode(byte[] bytes, int from, int to) {
        int columns = to - from;
        if (columns != 4 && columns != 5) {
            return UNKNOWN;
        }
        int irqs = irqs(bytes[from]);
        int resched = resched(bytes[from + 1]);
        int context = context(bytes[from + 2]);
        int depth = depth(bytes[from + 3]);
        int migrate = columns == 5 ? depth(bytes[from + 4]) : 0;
        if ((irqs | resched | context | depth | migrate) < 0) {
            return UNKNOWN;
        }
        return irqs | resched | context | ((depth | (migrate << 4)) << 8);
    }

    private static int irqs(byte letter) {
        return switch (letter) {
            case 'd' -> IRQS_OFF;
            case 'D' -> IRQS_OFF | BH_OFF;
            case 'b' -> BH_OFF;
            case 'X' -> IRQS_NO_SUPPORT;
            case '.' -> 0;
            default -> UNKNOWN;
        };
    }

    private static int resched(byte letter) {
        return switch (letter) {
            case 'N' -> NEED_RESCHED | PREEMPT_RESCHED;
            case 'n' -> NEED_RESCHED;
            case 'p' -> PREEMPT_RESCHED;
            case '.' -> 0;
            default -> UNKNOWN;
        };
    }

    private static int context(byte letter) {
        return switch (letter) {
            case 'Z' -> NMI | HARDIRQ;
            case 'z' -> NMI;
            case 'H' -> HARDIRQ | SOFTIRQ;
            case 'h' -> HARDIRQ;
            case 's' -> SOFTIRQ;
            case '.' -> 0;
            default -> UNKNOWN;
        };
    }

    private static int depth(byte letter) {
        return letter == '.' ? 0 : Character.digit(letter, 16);
    }
}
