// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Calls of a function as the function graph tracer recorded them: one {@code funcgraph_entry} and one {@code funcgraph_exit} per
 * call, also for leaf calls (kernel/trace/trace_functions_graph.c, v6.12). An entry is paired with the next exit of the same
 * thread, function and depth, unless another entry of that kind comes before it: then the exit was lost and is NULL.
 */
final class FunctionGraph {
    /** Columns besides those every event has. */
    static final List<Need.Field> FIELDS =
            List.of(new Need.Field("exit_ts", true), new Need.Field("duration", true), new Need.Field("depth", true));

    private static final String CALLS = """
            SELECT e.capture_id, e.ts, e.cpu, e.common_pid, e.common_flags, e.common_preempt_count, e.buffer_id, e.rec,
              e.sample_id, 'graph.%4$s' AS source_event, x.ts AS exit_ts, x.duration, e.depth, e.func
            FROM (
              SELECT *, lead(ts) OVER (PARTITION BY buffer_id, common_pid, func, depth ORDER BY ts, rec) AS next_ts
              FROM %1$s
            ) AS e
            ASOF LEFT JOIN (
              SELECT ts, buffer_id, common_pid, func, depth, %3$s AS duration
              FROM %2$s
            ) AS x
              ON x.buffer_id = e.buffer_id AND x.common_pid = e.common_pid AND x.func = e.func AND x.depth = e.depth
              AND x.ts >= e.ts AND (x.ts <= e.next_ts OR e.next_ts IS NULL)
            """;

    private FunctionGraph() {}

    /** Where the tracer may have seen a function begin in a capture; there can be several of one name. */
    static String addresses(String function, int captureId) {
        return FunctionTracer.places(
                "SELECT address FROM store.main.symbol WHERE capture_id = %d AND address > 0 AND name = %s"
                        .formatted(captureId, SqlNames.literal(function)));
    }

    /** The records of one event that are about a function. */
    static String entries(String function, StoredEvent event) {
        return "(FROM %s WHERE capture_id = %d AND func IN (%s))"
                .formatted(Sources.place(event), event.captureId(), addresses(function, event.captureId()));
    }

    /** The records of one event that are about functions at the given addresses. */
    static String entries(Map<Long, String> functions, StoredEvent event) {
        return "(FROM %s WHERE capture_id = %d AND func IN (%s))"
                .formatted(Sources.place(event), event.captureId(), places(functions));
    }

    private static String places(Map<Long, String> functions) {
        return functions.isEmpty()
                ? "NULL"
                : FunctionTracer.places(functions.keySet().stream()
                        .map(address -> "(" + Long.toUnsignedString(address) + "::UBIGINT)")
                        .collect(Collectors.joining(", ", "FROM (VALUES ", ") AS f(address)")));
    }

    /** Calls of the functions of a list in one capture, given their addresses. */
    static String calls(FunctionList list, Map<Long, String> functions, StoredEvent entry, StoredEvent exit) {
        return "SELECT c.* EXCLUDE (func), n.* EXCLUDE (address) FROM (%s) AS c JOIN (%s) AS n ON n.address = c.func"
                .formatted(
                        calls(list.name(), entries(functions, entry), entries(functions, exit), duration(exit)),
                        FunctionTracer.places(list, functions));
    }

    /** Calls of a function in one capture. {@code duration} is in ns, by the tracer's own clock where it recorded that. */
    static String calls(String function, StoredEvent entry, StoredEvent exit) {
        return "SELECT * EXCLUDE (func) FROM ("
                + calls(function, entries(function, entry), entries(function, exit), duration(exit)) + ")";
    }

    private static String calls(String name, String entries, String exits, String duration) {
        return CALLS.formatted(entries, exits, duration, name);
    }

    private static String duration(StoredEvent exit) {
        return exit.columns().containsKey("calltime") && exit.columns().containsKey("rettime")
                ? "(rettime::BIGINT - calltime::BIGINT)"
                : "NULL::BIGINT";
    }
}
