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
            JOIN (%3$s) AS n ON n.address = c.ip
            WHERE c.capture_id = %4$d
            """;

    private static final String PLACES = """
            SELECT v.address + o.bytes::UBIGINT AS address, v.* EXCLUDE (address)
            FROM (%s) AS v, (VALUES (0), (4), (8), (12)) AS o(bytes)""";

    private FunctionTracer() {}

    /** Where the tracer's call may stand, for each row of a query with the {@code address} of a function. */
    static String places(String functions) {
        return PLACES.formatted(functions);
    }

    /** The functions of a list with what the list says of them, by the places of {@link #places}. */
    static String places(FunctionList list, Map<Long, String> functions) {
        return places("FROM (VALUES %s) AS f(address, %s)".formatted(list.table(functions), list.names()));
    }

    /** Entries of the functions of a list in one capture, given their addresses. */
    static String entries(FunctionList list, Map<Long, String> functions, StoredEvent event) {
        return ENTRIES.formatted(list.name(), Sources.place(event), places(list, functions), event.captureId());
    }
}
