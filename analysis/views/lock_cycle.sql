-- SPDX-License-Identifier: Apache-2.0
-- title:       Cycles in the order in which locks were taken: each lock of a row was held while the next was asked for
-- materialise: yes
-- needs:       lock_order
-- evidence:    exact if lock_order; every order that was taken
-- evidence:    stock; orders are known in part
-- source:      kernel/locking/lockdep.c check_noncircular and check_path: a trylock makes no dependency; that different threads made
--              them at different times does not matter. include/linux/mm_types.h mmap_lock has one key for all address spaces.
-- note:        lockdep draws its graph of keys and subclasses, which events do not have. So a node is the very lock; only mmap_lock,
--              all of whose locks have one key, is a node for all of them. A class comes once in a cycle: a second lock of it could
--              be one of another subclass, or of another place in the tree. What lockdep would find through other instances of one
--              key is not found. Cycles of two to four locks. All-reader cycles are left out: readers wait only for a writer.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer (table buffer)
-- column:      length INTEGER  locks in the cycle
-- column:      classes VARCHAR[]  their classes, in order, the alphabetically first at the start
-- column:      witness_ts BIGINT[]  when the next lock was first asked for with this one held, one per class
-- column:      witness_tid INTEGER[]  thread that did; NULL for an interrupt
-- column:      locks UBIGINT[]  locks that were held then
-- column:      next_locks UBIGINT[]  locks that were asked for then
-- column:      balanced BOOLEAN  each of the held locks was also seen to be released: no hold is longer for a missing event
-- column:      complete_ts BIGINT  when the last edge was first seen
WITH RECURSIVE edge AS MATERIALIZED (
  SELECT
    capture_id,
    buffer_id,
    outer_class,
    inner_class,
    CASE WHEN regexp_full_match(outer_class, '&mm->mmap_(lock|sem)') THEN 0 ELSE outer_lock END AS outer_node,
    CASE WHEN regexp_full_match(inner_class, '&mm->mmap_(lock|sem)') THEN 0 ELSE inner_lock END AS inner_node,
    BOOL_AND(outer_shared) AS outer_shared,
    BOOL_AND(inner_shared) AS inner_shared,
    SUM(balanced) > 0 AS balanced,
    MIN(first_ts) AS ts,
    ARG_MIN(tid, first_ts) AS tid,
    ARG_MIN(outer_lock, first_ts) AS outer_lock,
    ARG_MIN(inner_lock, first_ts) AS inner_lock
  FROM lock_order
  WHERE NOT trylock
  GROUP BY ALL
),
class_edge AS MATERIALIZED (
  SELECT DISTINCT capture_id, buffer_id, outer_class, inner_class
  FROM edge
),
-- Classes that lead to one another in at most four steps; what is on no such way is left out before instances are followed.
leads AS (
  SELECT capture_id, buffer_id, outer_class, inner_class, 1 AS steps
  FROM class_edge
  UNION
  SELECT l.capture_id, l.buffer_id, l.outer_class, e.inner_class, l.steps + 1
  FROM leads AS l
  JOIN class_edge AS e
    ON e.capture_id = l.capture_id
    AND e.buffer_id = l.buffer_id
    AND e.outer_class = l.inner_class
  WHERE l.steps < 3
),
suspect AS MATERIALIZED (
  SELECT e.*
  FROM edge AS e
  SEMI JOIN leads AS l
    ON l.capture_id = e.capture_id
    AND l.buffer_id = e.buffer_id
    AND l.outer_class = e.inner_class
    AND l.inner_class = e.outer_class
),
path AS (
  SELECT
    capture_id, buffer_id, outer_class AS first_class, outer_node AS first_node, inner_class AS last_class, inner_node AS last_node,
    1 AS length, [outer_class] AS classes, [ts] AS witness_ts, [tid] AS witness_tid, [outer_lock] AS locks,
    [inner_lock] AS next_locks, balanced, outer_shared AND inner_shared AS readers
  FROM suspect
  UNION ALL
  SELECT
    p.capture_id, p.buffer_id, p.first_class, p.first_node, e.inner_class, e.inner_node,
    p.length + 1, LIST_APPEND(p.classes, e.outer_class), LIST_APPEND(p.witness_ts, e.ts), LIST_APPEND(p.witness_tid, e.tid),
    LIST_APPEND(p.locks, e.outer_lock), LIST_APPEND(p.next_locks, e.inner_lock), p.balanced AND e.balanced,
    p.readers AND e.outer_shared AND e.inner_shared
  FROM path AS p
  JOIN suspect AS e
    ON e.capture_id = p.capture_id
    AND e.buffer_id = p.buffer_id
    AND e.outer_class = p.last_class
    AND e.outer_node = p.last_node
  WHERE p.length < 4
    AND p.last_class > p.first_class
    AND NOT LIST_CONTAINS(p.classes, p.last_class)
    AND e.inner_class >= p.first_class
)
SELECT
  capture_id,
  buffer_id,
  length,
  classes,
  ARG_MIN(witness_ts, LIST_MAX(witness_ts)) AS witness_ts,
  ARG_MIN(witness_tid, LIST_MAX(witness_ts)) AS witness_tid,
  ARG_MIN(locks, LIST_MAX(witness_ts)) AS locks,
  ARG_MIN(next_locks, LIST_MAX(witness_ts)) AS next_locks,
  BOOL_OR(balanced) AS balanced,
  MIN(LIST_MAX(witness_ts)) AS complete_ts
FROM path
WHERE length > 1
  AND last_class = first_class
  AND last_node = first_node
  AND NOT readers
GROUP BY capture_id, buffer_id, length, classes
