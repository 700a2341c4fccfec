// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

/** The latency characters of {@code trace-cmd report} (event-parse.c data_latency_format()). */
final class LatencyFlags {
    private static final int IRQS_OFF = 1;
    private static final int NO_IRQ_SUPPORT = 2;
    private static final int NEED_RESCHED = 4;
    private static final int HARDIRQ = 8;
    private static final int SOFTIRQ = 16;

    private LatencyFlags() {}

    static String print(int flags, int preemptCount) {
        boolean hard = (flags & HARDIRQ) != 0;
        boolean soft = (flags & SOFTIRQ) != 0;
        StringBuilder text = new StringBuilder();
        text.append((flags & IRQS_OFF) != 0 ? 'd' : (flags & NO_IRQ_SUPPORT) != 0 ? 'X' : '.');
        text.append((flags & NEED_RESCHED) != 0 ? 'N' : '.');
        text.append(hard && soft ? 'H' : hard ? 'h' : soft ? 's' : '.');
        return text.append(digit(preemptCount & 15))
                .append(digit(preemptCount >> 4))
                .toString();
    }

    private static char digit(int value) {
        return value == 0 ? '.' : Character.forDigit(value, 16);
    }
}
