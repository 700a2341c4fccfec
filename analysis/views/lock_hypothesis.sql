-- SPDX-License-Identifier: Apache-2.0
-- title:       What was held at calls of each function: hypotheses about locks and their order, with support and counterexamples
-- materialise: yes
-- needs:       call_lock
-- needs:       lock_event
-- needs:       op_call
-- needs:       lock_rule
-- evidence:    exact if call_lock; what was held at each call
-- evidence:    stock; operations or holds are known in part
-- source:      LockDoc (EuroSys 2019): a hypothesis is a lock, or two in their order of acquisition; its support is the share of calls
--              at which it held. Documented ones are those of lock_rule for the function's operations.
-- note:        Sequence counters and rcu are no locks here. Calls of threads that have no lock event in the capture, and of interrupts, are left out: nothing is known of them.
--              A class that is one of several names of the documented lock counts as it.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      function VARCHAR  function called
-- column:      operation VARCHAR  operations it implements or calls
-- column:      role VARCHAR  method or caller
-- column:      locks VARCHAR[]  classes, in order of acquisition; empty: nothing was held
-- column:      calls BIGINT  calls of the function
-- column:      held BIGINT  of them, those at which the hypothesis held
-- column:      exclusive BIGINT  of those, the last lock of it held for writing
-- column:      support DOUBLE  held out of calls
-- column:      counterexample_ts BIGINT  first call at which it did not hold; NULL for none
-- column:      documented VARCHAR  rule of the document that asks for it; NULL for none, and for two locks
WITH observed AS (
  SELECT DISTINCT capture_id, buffer_id, owner
  FROM lock_event
  WHERE owner > 0
),
call AS (
  SELECT c.capture_id, c.buffer_id, c.cpu, c.rec, c.start_ts, c.function, c.operation, c.role
  FROM op_call AS c
  SEMI JOIN observed AS o
    ON o.capture_id = c.capture_id
    AND o.buffer_id = c.buffer_id
    AND o.owner = c.owner
),
total AS (
  SELECT capture_id, function, operation, role, COUNT(*) AS calls
  FROM call
  GROUP BY ALL
),
held AS MATERIALIZED (
  SELECT capture_id, buffer_id, cpu, rec, start_ts, function, lock_class, MIN(acquired_ts) AS acquired_ts, BOOL_OR(NOT shared) AS exclusive
  FROM call_lock
  WHERE owner > 0
    AND lock_class NOT LIKE 'rcu\_%' ESCAPE '\'
    AND lock_class NOT LIKE '%srcu%'
    AND lock_class NOT LIKE '%seqcount%'
  GROUP BY ALL
),
supported AS (
  SELECT
    capture_id, function, [lock_class] AS locks, COUNT(*) AS held, COUNT(*) FILTER (exclusive) AS exclusive
  FROM held
  GROUP BY ALL
  UNION ALL
  SELECT a.capture_id, a.function, [a.lock_class, b.lock_class], COUNT(*), COUNT(*) FILTER (b.exclusive)
  FROM held AS a
  JOIN held AS b
    ON b.capture_id = a.capture_id
    AND b.buffer_id = a.buffer_id
    AND b.cpu = a.cpu
    AND b.rec = a.rec
    AND b.start_ts = a.start_ts
    AND b.function = a.function
    AND b.acquired_ts > a.acquired_ts
  GROUP BY ALL
  UNION ALL
  SELECT t.capture_id, t.function, CAST([] AS VARCHAR[]), t.calls - COUNT(DISTINCT (h.buffer_id, h.cpu, h.rec, h.start_ts)), 0
  FROM total AS t
  LEFT JOIN held AS h
    ON h.capture_id = t.capture_id
    AND h.function = t.function
  GROUP BY t.capture_id, t.function, t.calls
),
-- The first call of a function without the lock, for single locks.
missed AS (
  SELECT s.capture_id, s.function, s.locks, MIN(c.start_ts) AS ts
  FROM supported AS s
  JOIN call AS c
    ON c.capture_id = s.capture_id
    AND c.function = s.function
  ANTI JOIN held AS h
    ON h.capture_id = c.capture_id
    AND h.buffer_id = c.buffer_id
    AND h.cpu = c.cpu
    AND h.rec = c.rec
    AND h.start_ts = c.start_ts
    AND h.function = c.function
    AND h.lock_class = s.locks[1]
  WHERE LEN(s.locks) = 1
  GROUP BY ALL
),
documented AS (
  SELECT t.capture_id, t.function, r.rule, r.class_pattern
  FROM total AS t
  CROSS JOIN UNNEST(STRING_SPLIT(t.operation, '|')) AS u (operation)
  JOIN lock_rule AS r
    ON r.capture_id = t.capture_id
    AND r.operation = u.operation
  WHERE r.requirement IN ('must-hold', 'must-hold-and-release')
    AND r.class_pattern IS NOT NULL
)
SELECT
  t.capture_id,
  t.function,
  t.operation,
  t.role,
  s.locks,
  t.calls,
  s.held,
  s.exclusive,
  s.held / CAST(t.calls AS DOUBLE) AS support,
  m.ts AS counterexample_ts,
  MIN(d.rule) AS documented
FROM total AS t
JOIN supported AS s
  ON s.capture_id = t.capture_id
  AND s.function = t.function
LEFT JOIN missed AS m
  ON m.capture_id = s.capture_id
  AND m.function = s.function
  AND m.locks = s.locks
LEFT JOIN documented AS d
  ON d.capture_id = s.capture_id
  AND d.function = s.function
  AND LEN(s.locks) = 1
  AND regexp_matches(s.locks[1], d.class_pattern)
WHERE s.held > 0
GROUP BY ALL
