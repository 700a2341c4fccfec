// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import java.util.Map;

/**
 * A cpu's {@code per_cpu/cpuN/stats} at the end of the recording (Linux kernel/trace/trace.c,
 * {@code tracing_stats_read()}).
 *
 * @param cpu cpu
 * @param bufferId {@link Buffer#id()}
 * @param values the lines as written, for example {@code overrun} to {@code 1204}; in file order
 */
public record CpuStats(int cpu, int bufferId, Map<String, String> values) {
    /** A count of the stats ({@code overrun}, {@code dropped events}, ...), -1 when it is not stated. */
    public long count(String name) {
        String text = values.getOrDefault(name, "");
        boolean number = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(text) : -1;
    }
}
