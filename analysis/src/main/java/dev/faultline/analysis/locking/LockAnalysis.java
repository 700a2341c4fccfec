// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

import dev.faultline.analysis.store.Availability;
import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.Evidence;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.QueryResult;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What captures say about locks: conformance with the documented rules, waits and holds, and mined rules. */
public final class LockAnalysis {
    private static final String[] VIEWS = {"lock_conformance", "lock_class", "lock_wait", "lock_wait_holder"};
    private static final String[] MINING = {"lock_hypothesis", "lock_order"};

    private static final String RULES = """
            SELECT
              rule, line, requirement, SUM(calls)::BIGINT AS calls, SUM(followed)::BIGINT AS followed,
              SUM(violated)::BIGINT AS violated, SUM(excepted)::BIGINT AS excepted, SUM(undecidable)::BIGINT AS undecidable,
              COALESCE(MIN(why) FILTER (undecidable > 0), MIN(disagreement) FILTER (excepted > 0), '') AS why
            FROM lock_conformance
            GROUP BY capture_id, rule, line, requirement
            HAVING SUM(calls) > 0
            ORDER BY capture_id, rule, line
            """;

    private static final String FILE_SYSTEMS = """
            SELECT
              fs, SUM(calls)::BIGINT AS calls, SUM(followed)::BIGINT AS followed, SUM(violated)::BIGINT AS violated,
              SUM(excepted)::BIGINT AS excepted, SUM(undecidable)::BIGINT AS undecidable,
              CASE
                WHEN SUM(followed) + SUM(violated) > 0
                  THEN printf('%.1f %%', 100 * SUM(followed) / CAST(SUM(followed) + SUM(violated) AS DOUBLE))
                ELSE '-'
              END AS conformance
            FROM lock_conformance
            WHERE fs IS NOT NULL
            GROUP BY capture_id, fs
            ORDER BY capture_id, fs
            """;

    private static final String UNUSED = """
            SELECT why, COUNT(DISTINCT rule) AS rules, ARRAY_TO_STRING(LIST_SORT(LIST(DISTINCT operation)), ' ') AS operations
            FROM lock_conformance
            WHERE calls = 0
            GROUP BY capture_id, why
            ORDER BY capture_id, why
            """;

    private static final String CLASSES = """
            SELECT
              lock_class, instances, holds, waits, wait_time::BIGINT AS wait_time, longest_wait, held_time::BIGINT AS held_time,
              longest_hold, unbalanced, uncertain
            FROM lock_class
            ORDER BY wait_time DESC NULLS LAST, held_time DESC NULLS LAST, lock_class
            LIMIT 20
            """;

    private static final String INSTANCES = """
            SELECT
              lock_class, printf('0x%x', lock) AS lock, COUNT(*) FILTER (outcome = 'held') AS holds, COUNT(contended_ts) AS waits,
              SUM(acquired_ts - contended_ts)::BIGINT AS wait_time, MAX(acquired_ts - contended_ts) AS longest_wait,
              SUM(released_ts - acquired_ts)::BIGINT AS held_time, MAX(released_ts - acquired_ts) AS longest_hold
            FROM lock_hold
            GROUP BY capture_id, lock_class, lock
            ORDER BY wait_time DESC NULLS LAST, held_time DESC NULLS LAST, lock_class, lock
            LIMIT 20
            """;

    private static final String WAITS = """
            SELECT
              start_ts, waited, lock_class, printf('0x%x', lock) AS lock, tid, holder_tid, held_to_ts - held_from_ts AS held,
              COALESCE(holder_function, '') AS holder_was_in
            FROM lock_wait_holder
            ORDER BY waited DESC NULLS FIRST, start_ts
            LIMIT 10
            """;

    private static final String CONTENTION = """
            SELECT
              flag_names AS kind, printf('0x%x', lock) AS lock, COUNT(*) AS waits, SUM(end_ts - start_ts)::BIGINT AS wait_time,
              MAX(end_ts - start_ts) AS longest_wait
            FROM lock_wait
            WHERE method = 'contention'
            GROUP BY capture_id, flag_names, lock
            ORDER BY wait_time DESC NULLS LAST, flag_names, lock
            LIMIT 20
            """;

    private static final String HYPOTHESES = """
            SELECT
              function, ARRAY_TO_STRING(locks, ' -> ') AS locks, calls, held, ROUND(support, 3) AS support,
              calls - held AS counterexamples, counterexample_ts AS first,
              CASE WHEN exclusive = held THEN 'exclusive' WHEN exclusive = 0 THEN 'shared' ELSE 'both' END AS mode,
              COALESCE(documented, '') AS documented
            FROM lock_hypothesis
            WHERE LEN(locks) > 0 AND support >= ?
            ORDER BY capture_id, function, LEN(locks), support DESC, locks
            """;

    private static final String WINNERS = """
            SELECT
              function, calls,
              COALESCE(
                CASE WHEN MAX(support) FILTER (LEN(locks) = 0) >= ? THEN 'no lock' END,
                ARRAY_TO_STRING(ARG_MIN(locks, (support, -LEN(locks), locks)) FILTER (LEN(locks) > 0 AND support >= ?), ' -> '),
                'none accepted') AS rule,
              MIN(support) FILTER (LEN(locks) > 0 AND support >= ?) AS support,
              COALESCE(MAX(support) FILTER (LEN(locks) = 0), 0) AS without_lock
            FROM lock_hypothesis
            GROUP BY capture_id, function, calls
            ORDER BY capture_id, function
            """;

    private static final String AGAINST = """
            SELECT * FROM (
              SELECT
                'documented, and ' || CASE WHEN support >= ? THEN 'held' ELSE 'often not held' END AS finding,
                function, documented AS rule, ARRAY_TO_STRING(locks, ' -> ') AS locks, calls, held
              FROM lock_hypothesis
              WHERE documented IS NOT NULL AND LEN(locks) = 1
              UNION ALL
              SELECT 'undocumented, but always held', function, NULL, ARRAY_TO_STRING(locks, ' -> '), calls, held
              FROM lock_hypothesis
              WHERE documented IS NULL AND LEN(locks) = 1 AND support >= ?
              UNION ALL
              SELECT DISTINCT 'documented, but never held', h.function, r.rule, r.lock, h.calls, 0
              FROM (SELECT DISTINCT capture_id, function, operation, role, calls FROM lock_hypothesis) AS h
              CROSS JOIN UNNEST(STRING_SPLIT(h.operation, '|')) AS u (operation)
              JOIN lock_rule AS r ON r.capture_id = h.capture_id AND r.operation = u.operation
              WHERE h.role = 'method' AND r.requirement = 'must-hold' AND r.class_pattern IS NOT NULL
                AND NOT EXISTS (
                  SELECT 1 FROM lock_hypothesis AS o
                  WHERE o.capture_id = h.capture_id AND o.function = h.function AND LEN(o.locks) = 1
                    AND regexp_matches(o.locks[1], r.class_pattern))
            )
            ORDER BY finding, function, rule, locks
            """;

    private static final String ORDERS = """
            SELECT
              outer_class, inner_class, SUM(times)::BIGINT AS times, COUNT(*) AS pairs_of_locks, MIN(first_ts) AS first,
              COALESCE((
                SELECT SUM(r.times)::BIGINT FROM lock_order AS r
                WHERE r.capture_id = o.capture_id AND NOT r.trylock AND r.outer_class = o.inner_class
                  AND r.inner_class = o.outer_class
              ), 0) AS other_way_round
            FROM lock_order AS o
            WHERE NOT trylock
            GROUP BY capture_id, outer_class, inner_class
            ORDER BY capture_id, times DESC, outer_class, inner_class
            LIMIT 40
            """;

    private final TraceDatabase database;
    private final Views views;

    /** Installs the views that are needed, those of mining only on demand. */
    public LockAnalysis(TraceDatabase database) {
        this.database = database;
        this.views = Views.install(database, VIEWS);
    }

    /** Events that the analysis reads. */
    public static EventSet events() {
        return Needs.events("lock_conformance", "lock_class", "lock_wait", "lock_wait_holder", "lock_hypothesis");
    }

    /** Conformance with the documented rules, then waits and holds. */
    public List<LockTable> conformance() {
        return List.of(
                table("rules", "Documented rules and the calls that they are about", RULES),
                table("file_systems", "Conformance by file system", FILE_SYSTEMS),
                table("not_exercised", "Rules without a call that could be judged", UNUSED),
                table("classes", "Lock classes by time waited for and held", CLASSES),
                table("instances", "Locks by time waited for and held", INSTANCES),
                table("waits", "Longest waits, with who held the lock", WAITS),
                table("contention", "Waits by lock, from the contention events", CONTENTION));
    }

    /** Mined rules. */
    public List<LockTable> mined(MiningLimits limits) {
        views.install(List.of(MINING));
        return List.of(
                table("hypotheses", "What was held at calls, with support", HYPOTHESES, limits.cutoff()),
                table(
                        "mined",
                        "The most specific accepted hypothesis of each function",
                        WINNERS,
                        limits.noLock(),
                        limits.acceptance(),
                        limits.acceptance()),
                table(
                        "against_documents",
                        "Observed against documented",
                        AGAINST,
                        limits.acceptance(),
                        limits.acceptance()),
                table("orders", "Order of locks, most frequent first", ORDERS));
    }

    /** Calls against a documented rule. */
    public long violated() {
        return count("SELECT COALESCE(SUM(violated), 0) FROM lock_conformance");
    }

    /** Calls that could be judged. */
    public long judged() {
        return count("SELECT COALESCE(SUM(followed + violated), 0) FROM lock_conformance");
    }

    private long count(String sql) {
        return ((Number) Objects.requireNonNull(database.query(sql).all().get(0)[0])).longValue();
    }

    /** How well each capture can tell, and what to record to know more; empty when all can. */
    public List<String> advice() {
        List<String> advice = new ArrayList<>();
        for (CaptureRow capture : database.captures()) {
            String head = "capture " + capture.id() + ": ";
            if (status("lock_hold", capture) != Availability.RECORDED) {
                advice.add(head
                        + (status("lock_wait", capture) == Availability.RECORDED
                                ? "contention events show waits, never that a lock was held: nothing is judged"
                                : "no lock events: nothing is judged")
                        + "; record lock:lock_acquire, lock:lock_acquired, lock:lock_contended and lock:lock_release on a kernel"
                        + " with CONFIG_PROVE_LOCKING and CONFIG_LOCK_STAT");
            }
            if (status("op_call", capture) != Availability.RECORDED) {
                advice.add(head
                        + "no calls of operations: record kprobes on the functions of 'locks --document v6.12 OPERATION'"
                        + " with their objects, or the function graph");
            }
        }
        return advice;
    }

    private Availability status(String view, CaptureRow capture) {
        Evidence evidence = views.evidence(view).get(capture.id());
        return evidence == null ? Availability.ABSENT : evidence.status();
    }

    private LockTable table(String name, String title, String sql, @Nullable Object... params) {
        QueryResult result = database.query(sql, params);
        return new LockTable(name, title, result.columns(), result.all());
    }
}
