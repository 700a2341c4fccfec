-- SPDX-License-Identifier: Apache-2.0
-- title:       Locks that were taken in interrupts, and how they were taken elsewhere
-- needs:       lock_event
-- evidence:    exact; every hold of the classes that were recorded
-- source:      kernel/locking/lockdep.c mark_usage and usage_match (a lock used in an interrupt, against one taken where that interrupt
--              may come; readers on both sides do not exclude each other), include/linux/trace_events.h enum trace_flag_type
--              (1 interrupts off, 128 soft interrupts off since 5.18), 6.1 to 6.12.
-- note:        By the very lock: two locks of a class may have different keys. A trylock in an interrupt cannot deadlock and does not
--              count; one outside does. Times are those of lock_acquire.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      lock_class VARCHAR  as in lock_event
-- column:      lock UBIGINT  the instance
-- column:      interrupt VARCHAR  hard or soft: the interrupts that this row is about
-- column:      inside BIGINT  times it was waited for in them
-- column:      inside_exclusive BIGINT  of them, for writing
-- column:      inside_ts BIGINT  first of those
-- column:      open BIGINT  times it was taken outside them, where they could have come
-- column:      open_exclusive BIGINT  of them, for writing
-- column:      open_ts BIGINT  first of those
-- column:      open_cpu SMALLINT  cpu of it
-- column:      open_tid INTEGER  thread of it
-- column:      closed BIGINT  times it was taken outside them, where they could not come
-- column:      unknown BIGINT  times it was taken outside them, and the event does not tell
-- column:      unsafe BOOLEAN  an interrupt can come where the lock is held and wait for it for ever
WITH kernel AS (
  SELECT
    capture_id,
    1000 * TRY_CAST(regexp_extract(kernel_release, '^(\d+)\.(\d+)', 1) AS INTEGER)
    + TRY_CAST(regexp_extract(kernel_release, '^(\d+)\.(\d+)', 2) AS INTEGER) >= 5018 AS tells
  FROM capture
  WHERE kernel_release NOT LIKE '%rt%'
),
taken AS (
  SELECT
    e.*,
    CASE
      WHEN e.owner > 0 OR (-e.owner & 88) = 0 THEN 'task'
      WHEN (-e.owner & 72) <> 0 THEN 'hard'
      ELSE 'soft'
    END AS context,
    COALESCE(k.tells, FALSE) AS tells
  FROM lock_event AS e
  JOIN kernel AS k
    ON k.capture_id = e.capture_id
  WHERE e.kind = 'acquire'
),
place AS (
  SELECT
    capture_id, lock_class, lock, ts, cpu, tid, shared, 'hard' AS interrupt,
    CASE WHEN context = 'hard' THEN 'inside' WHEN irqs_off THEN 'closed' WHEN irqs_off IS NULL THEN 'unknown' ELSE 'open' END AS place,
    trylock
  FROM taken
  UNION ALL
  SELECT
    capture_id, lock_class, lock, ts, cpu, tid, shared, 'soft',
    CASE
      WHEN context = 'soft' THEN 'inside'
      WHEN irqs_off THEN 'closed'
      WHEN NOT tells OR irqs_off IS NULL THEN 'unknown'
      WHEN softirqs_off THEN 'closed'
      ELSE 'open'
    END,
    trylock
  FROM taken
  WHERE context <> 'hard'
),
counted AS (
  SELECT
    capture_id,
    lock_class,
    lock,
    interrupt,
    COUNT(*) FILTER (place = 'inside' AND NOT trylock) AS inside,
    COUNT(*) FILTER (place = 'inside' AND NOT trylock AND NOT shared) AS inside_exclusive,
    MIN(ts) FILTER (place = 'inside' AND NOT trylock) AS inside_ts,
    COUNT(*) FILTER (place = 'open') AS open,
    COUNT(*) FILTER (place = 'open' AND NOT shared) AS open_exclusive,
    MIN(ts) FILTER (place = 'open') AS open_ts,
    ARG_MIN(cpu, ts) FILTER (place = 'open') AS open_cpu,
    ARG_MIN(tid, ts) FILTER (place = 'open') AS open_tid,
    COUNT(*) FILTER (place = 'closed') AS closed,
    COUNT(*) FILTER (place = 'unknown') AS unknown
  FROM place
  GROUP BY capture_id, lock_class, lock, interrupt
)
SELECT
  *,
  (inside_exclusive > 0 AND open > 0) OR (inside > 0 AND open_exclusive > 0) AS unsafe
FROM counted
WHERE inside > 0
  AND lock_class NOT LIKE 'rcu\_%' ESCAPE '\'
  AND lock_class NOT LIKE '%srcu%'
  AND lock_class NOT LIKE '%seqcount%'
