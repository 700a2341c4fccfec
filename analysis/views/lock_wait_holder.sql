-- SPDX-License-Identifier: Apache-2.0
-- title:       Waits for locks, with who held the lock and what that thread was doing
-- materialise: yes
-- needs:       lock_wait
-- needs:       lock_hold
-- needs:       op_call?
-- evidence:    exact if lock_wait, lock_hold; waits and holds with both ends
-- evidence:    stock; waits or holds are known in part
-- source:      kernel/locking/lockdep.c lock_contended and lock_acquired, 5.10 to 6.12. The holder is who released the lock last before
--              the wait ended; of several readers the last one.
-- note:        By lockdep's events only: the events of lock contention do not tell who holds a lock. What the holder was doing is looked
--              up for the thousand longest waits of a capture.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer (table buffer)
-- column:      tid INTEGER  thread that waited; NULL for an interrupt
-- column:      cpu SMALLINT  cpu where the wait began
-- column:      lock_class VARCHAR  as in lock_event
-- column:      lock UBIGINT  the instance
-- column:      start_ts BIGINT  begin of the wait
-- column:      end_ts BIGINT  its end; NULL when it went on
-- column:      waited BIGINT  how long, in units of the clock; NULL with end_ts
-- column:      holder_tid INTEGER  thread that held it; NULL for an interrupt, or when no hold was seen
-- column:      held_from_ts BIGINT  when that thread had taken it; NULL with no hold
-- column:      held_to_ts BIGINT  when it let go; NULL with no hold
-- column:      holder_function VARCHAR  operation the holder was in when the wait began, the innermost; NULL when none was recorded
WITH wait AS (
  SELECT capture_id, buffer_id, tid, owner, cpu, rec, lock_class, lock, start_ts, end_ts
  FROM lock_wait
  WHERE method = 'lockdep'
    AND start_ts IS NOT NULL
),
hold AS (
  SELECT capture_id, buffer_id, lock, owner AS holder, tid AS holder_tid, acquired_ts, held_until_ts
  FROM lock_hold
  WHERE acquired_ts IS NOT NULL
),
held AS (
  SELECT w.*, h.holder, h.holder_tid, h.acquired_ts, h.held_until_ts
  FROM wait AS w
  ASOF LEFT JOIN hold AS h
    ON h.capture_id = w.capture_id
    AND h.buffer_id = w.buffer_id
    AND h.lock = w.lock
    AND h.held_until_ts <= COALESCE(w.end_ts, 9223372036854775807)
),
checked AS (
  SELECT
    * REPLACE (
      CASE WHEN holder <> owner AND held_until_ts >= start_ts THEN holder END AS holder
    )
  FROM held
),
longest AS (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY capture_id ORDER BY COALESCE(end_ts, held_until_ts) - start_ts DESC, start_ts, rec) <= 1000 AS long
  FROM checked
),
entered AS (
  SELECT capture_id AS c_id, buffer_id AS c_buffer, owner AS c_owner, start_ts AS c_ts, end_ts AS c_end, function
  FROM op_call
  WHERE end_ts IS NOT NULL
)
SELECT
  c.capture_id,
  c.buffer_id,
  c.tid,
  c.cpu,
  c.lock_class,
  c.lock,
  c.start_ts,
  c.end_ts,
  c.end_ts - c.start_ts AS waited,
  CASE WHEN c.holder IS NOT NULL THEN c.holder_tid END AS holder_tid,
  CASE WHEN c.holder IS NOT NULL THEN c.acquired_ts END AS held_from_ts,
  CASE WHEN c.holder IS NOT NULL THEN c.held_until_ts END AS held_to_ts,
  ARG_MAX(e.function, e.c_ts) FILTER (e.c_end >= GREATEST(c.start_ts, c.acquired_ts)) AS holder_function
FROM longest AS c
LEFT JOIN entered AS e
  ON c.long
  AND e.c_id = c.capture_id
  AND e.c_buffer = c.buffer_id
  AND e.c_owner = c.holder
  AND e.c_ts <= GREATEST(c.start_ts, c.acquired_ts)
  AND e.c_end >= GREATEST(c.start_ts, c.acquired_ts)
GROUP BY ALL
