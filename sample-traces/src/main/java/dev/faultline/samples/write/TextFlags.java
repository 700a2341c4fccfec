// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.util.List;

/**
 * The columns of characters behind the cpu, by kernel (kernel {@code kernel/trace/trace_output.c},
 * {@code trace_print_lat_fmt()}).
 */
public enum TextFlags {
    /** Trace option {@code noirq-info}, and kernels before 3.0. */
    NONE(""),
    /** To 5.15: irqs-off, need-resched, interrupt, preempt depth. */
    FOUR("irqs-off need-resched hardirq/softirq preempt-depth"),
    /** 5.16 to 6.12: also bottom halves off, and migrate-disable. */
    FIVE("irqs-off/BH-disabled need-resched hardirq/softirq preempt-depth migrate-disable"),
    /** The real-time patches: also need-resched-lazy and its preempt depth. */
    SEVEN("irqs-off/BH-disabled need-resched need-resched-lazy hardirq/softirq preempt-depth preempt-lazy-depth"
            + " migrate-disable");

    private static final int IRQS_OFF = 0x01;
    private static final int LAZY = 0x02;
    private static final int NEED_RESCHED = 0x04;
    private static final int HARDIRQ = 0x08;
    private static final int SOFTIRQ = 0x10;
    private static final int PREEMPT_RESCHED = 0x20;
    private static final int NMI = 0x40;
    private static final int BH_OFF = 0x80;

    private final String columns;

    TextFlags(String columns) {
        this.columns = columns;
    }

    /** What the header calls them. */
    List<String> columns() {
        return columns.isEmpty() ? List.of() : List.of(columns.split(" ", -1));
    }

    /** The characters of one event. */
    public String of(int flags, int preempt) {
        char depth = digit(preempt & 15);
        char migrate = digit((preempt >>> 4) & 15);
        return switch (this) {
            case NONE -> "";
            case FOUR -> "" + irqsOff(flags & ~BH_OFF) + resched(flags) + interrupt(flags) + depth;
            case FIVE -> "" + irqsOff(flags) + resched(flags) + interrupt(flags) + depth + migrate;
            case SEVEN ->
                "" + irqsOff(flags) + resched(flags) + ((flags & LAZY) == 0 ? '.' : 'L') + interrupt(flags) + depth
                        + '.' + migrate;
        };
    }

    private static char irqsOff(int flags) {
        boolean bottomHalves = (flags & BH_OFF) != 0;
        if ((flags & IRQS_OFF) != 0) {
            return bottomHalves ? 'D' : 'd';
        }
        return bottomHalves ? 'b' : '.';
    }

    private static char resched(int flags) {
        return switch (flags & (NEED_RESCHED | PREEMPT_RESCHED)) {
            case NEED_RESCHED | PREEMPT_RESCHED -> 'N';
            case NEED_RESCHED -> 'n';
            case PREEMPT_RESCHED -> 'p';
            default -> '.';
        };
    }

    private static char interrupt(int flags) {
        boolean hard = (flags & HARDIRQ) != 0;
        boolean soft = (flags & SOFTIRQ) != 0;
        if ((flags & NMI) != 0) {
            return hard ? 'Z' : 'z';
        }
        if (hard) {
            return soft ? 'H' : 'h';
        }
        return soft ? 's' : '.';
    }

    private static char digit(int depth) {
        return depth == 0 ? '.' : Character.forDigit(depth, 16);
    }
}
