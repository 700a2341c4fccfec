// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import org.jspecify.annotations.Nullable;

/**
 * A line that says that events of a cpu are missing: {@code CPU:1 [LOST 42 EVENTS]} (Linux kernel/trace/trace.c,
 * {@code print_trace_line()}), {@code ##### CPU 1 buffer started ####} ({@code test_cpu_buff_start()}; printed when
 * buffers overran) and trace-cmd's {@code CPU:1 [42 EVENTS DROPPED]}.
 *
 * @param cpu the cpu
 * @param count how many; {@code null} when the line does not say
 * @param atStart whether they are missing before the first event of the cpu
 */
record LossNotice(int cpu, @Nullable Long count, boolean atStart) {
    /** The notice that a line is; {@code null} when it is none. */
    static @Nullable LossNotice of(byte[] bytes, int from, int to) {
        int started = Scanner.literal(bytes, from, to, "##### CPU ");
        if (started != Scanner.NONE) {
            int end = Scanner.digits(bytes, started, to);
            boolean whole = end != Scanner.NONE && Scanner.literal(bytes, end, to, " buffer started") != Scanner.NONE;
            return whole ? new LossNotice((int) Scanner.decimal(bytes, started, end), null, true) : null;
        }
        int cpu = Scanner.literal(bytes, from, to, "CPU:");
        int cpuEnd = cpu == Scanner.NONE ? Scanner.NONE : Scanner.digits(bytes, cpu, to);
        int open = cpuEnd == Scanner.NONE ? Scanner.NONE : Scanner.literal(bytes, cpuEnd, to, " [");
        if (open == Scanner.NONE) {
            return null;
        }
        return inBrackets(bytes, open, to, (int) Scanner.decimal(bytes, cpu, cpuEnd));
    }

    /** What PERF_RECORD_LOST and PERF_RECORD_LOST_SAMPLES say in perf script; {@code null} of other records. */
    static @Nullable LossNotice ofRecord(Line line) {
        int lost = Scanner.literal(line.bytes, line.text, line.nameTo, "PERF_RECORD_LOST");
        int from = line.end;
        while (from > line.nameTo && line.bytes[from - 1] >= '0' && line.bytes[from - 1] <= '9') {
            from--;
        }
        boolean counted = lost != Scanner.NONE && from < line.end && line.cpu >= 0;
        return counted ? new LossNotice(line.cpu, Scanner.decimal(line.bytes, from, line.end), false) : null;
    }

    private static @Nullable LossNotice inBrackets(byte[] bytes, int open, int to, int cpu) {
        int lost = Scanner.literal(bytes, open, to, "LOST ");
        int number = lost == Scanner.NONE ? open : lost;
        int numberEnd = Scanner.digits(bytes, number, to);
        int words = numberEnd == Scanner.NONE ? number : numberEnd + 1;
        boolean known =
                Scanner.literal(bytes, words, to, lost == Scanner.NONE ? "EVENTS DROPPED]" : "EVENTS]") != Scanner.NONE;
        if (!known) {
            return null;
        }
        return new LossNotice(cpu, numberEnd == Scanner.NONE ? null : Scanner.decimal(bytes, number, numberEnd), false);
    }
}
