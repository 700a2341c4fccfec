// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.Map;

/**
 * Where functions begin, as the function tracer recorded it: {@code ip} is the place of the tracer's call, at the function's start
 * or behind its first instructions ({@code endbr64} is 4 bytes on x86, {@code bti c} and the patchable entry up to 12 on arm64).
 */
final class FunctionTracer {
    static final String EVENT = "ftrace.function";

    private static final String ENTRIES = """
            SELECT c.capture_id, c.ts, c.cpu, c.common_pid, c.common_flags, c.common_preempt_count, c.buffer_id, c.rec,
              c.sample_id, 'function.%1$s' AS source_event, n.* EXCLUDE (address)
            FROM %2$s AS c
            JOIN (
              SELECT v.address + o.bytes::UBIGINT AS address, v.* EXCLUDE (address)
              FROM (VALUES %3$s) AS v(address, %4$s), (VALUES (0), (4), (8), (12)) AS o(bytes)
            ) AS n
              ON n.address = c.ip
            WHERE c.capture_id = %5$d
            """;

    private FunctionTracer() {}

    /** Entries of the functions of a list in one capture, given their addresses. */
    static String entries(FunctionList list, Map<Long, String> functions, StoredEvent event) {
        return ENTRIES.formatted(
                list.name(), Sources.place(event), list.table(functions), list.names(), event.captureId());
    }
}
