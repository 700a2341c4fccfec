// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the tracefs file {@code trace} (Linux kernel/trace/trace_output.c, {@code trace_print_context()}).
 *
 * @param comm name of the task
 * @param flags 4 characters, 5 since Linux 5.17
 * @param micros time in microseconds
 * @param info event and what it prints
 */
record TraceLine(String comm, long pid, long cpu, String flags, long micros, String info) {
    private static final Pattern LINE =
            Pattern.compile("\\s*(.*)-(\\d+)\\s+\\[(\\d{3})\\] (\\S{4,5})\\s+(\\d+)\\.(\\d{6}): (.*)");

    /** The lines of a text without its head. */
    static List<TraceLine> all(List<String> text) {
        return text.stream()
                .filter(line -> !line.startsWith("#"))
                .map(TraceLine::of)
                .toList();
    }

    private static TraceLine of(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw new IllegalArgumentException("not a line of trace: " + text);
        }
        return new TraceLine(
                line.group(1),
                Long.parseLong(line.group(2)),
                Long.parseLong(line.group(3)),
                line.group(4),
                Long.parseLong(line.group(5)) * 1_000_000 + Long.parseLong(line.group(6)),
                line.group(7));
    }

    /**
     * The characters for a record's flags and preempt count, as many as a line has: irqs off, need resched, hard or soft
     * irq, preempt depth, migrate-disable depth (kernel/trace/trace_output.c, {@code trace_print_lat_fmt()}).
     */
    static String flags(long flags, long preemptCount, int length) {
        boolean irqsOff = (flags & 1) != 0;
        boolean bottomHalvesOff = (flags & 0x80) != 0;
        boolean resched = (flags & 4) != 0;
        boolean preemptResched = (flags & 0x20) != 0;
        boolean hard = (flags & 8) != 0;
        boolean soft = (flags & 0x10) != 0;
        boolean nmi = (flags & 0x40) != 0;
        char irqs = irqsOff && bottomHalvesOff && length > 4 ? 'D' : irqsOff ? 'd' : bottomHalvesOff ? 'b' : '.';
        char need = resched && preemptResched ? 'N' : resched ? 'n' : preemptResched ? 'p' : '.';
        char context = nmi && hard ? 'Z' : nmi ? 'z' : hard && soft ? 'H' : hard ? 'h' : soft ? 's' : '.';
        String text = "" + irqs + need + context + digit(preemptCount & 15);
        return length > 4 ? text + digit(preemptCount >> 4 & 15) : text;
    }

    private static char digit(long depth) {
        return depth == 0 ? '.' : Character.forDigit((int) depth, 16);
    }
}
