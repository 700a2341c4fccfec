-- SPDX-License-Identifier: Apache-2.0
-- title:       Intervals in which a thread or an interrupt waited for a lock
-- materialise: yes
-- needs:       lock.contention_begin(lock_addr, flags)?
-- needs:       lock.contention_end(lock_addr, ret)?
-- needs:       lock.lock_contended(name, lockdep_addr)?
-- needs:       lock_hold?
-- needs:       loss_gap
-- evidence:    exact if lock.contention_begin, lock.contention_end; both ends of each wait
-- evidence:    exact if lock.lock_contended, lock_hold; the wait's begin, and its end in the hold
-- evidence:    stock; begins of waits only
-- source:      include/trace/events/lock.h contention_begin and contention_end, 5.19 to 6.12 (flags LCB_F_*; none: a semaphore);
--              kernel/locking/mutex.c begins again each time it turns from spinning to sleeping, so one wait may have several
--              begins; kernel/locking/lockdep.c lock_contended.
-- note:        Positive evidence of waiting, never of holding: no row is no proof that a lock was free. A capture with both kinds of
--              event shows a wait twice: count and time one method only.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread; NULL for an interrupt
-- column:      context VARCHAR  task, softirq, hardirq or nmi
-- column:      owner INTEGER  as in lock_event
-- column:      cpu SMALLINT  cpu of the begin
-- column:      rec BIGINT  place of the begin's record in its cpu buffer; of the request for lockdep, of the end without a begin
-- column:      method VARCHAR  contention: the events of that name, on any kernel; lockdep: lock_contended to lock_acquired
-- column:      lock_class VARCHAR  lockdep's name of the class; NULL for contention
-- column:      lock UBIGINT  contention: address of the lock itself; lockdep: of its lockdep map
-- column:      flags UINTEGER  LCB_F_* bits of all begins together; NULL for lockdep
-- column:      flag_names VARCHAR  SPIN, READ, WRITE, RT, PERCPU, MUTEX joined with |, SEMAPHORE for none; NULL with flags
-- column:      begins INTEGER  contention_begin events of this wait; NULL for lockdep
-- column:      start_ts BIGINT  begin of the wait; NULL when it lies before the capture
-- column:      end_ts BIGINT  its end; NULL when unpaired is not
-- column:      result VARCHAR  acquired; given up: ended without the lock; waiting: to the end of the capture; unknown: it lies in a loss
-- column:      error INTEGER  what contention_end says: 0, or a negative errno (-4 a signal); NULL otherwise
-- column:      unpaired VARCHAR  NULL for a whole wait; no end; no begin; lost events: a loss of the buffer overlaps it
WITH event AS (
  SELECT
    capture_id, buffer_id, ts, rec, cpu, {{owner}} AS owner, CAST(lock_addr AS UBIGINT) AS lock,
    CAST(flags AS UINTEGER) AS flags, CAST(NULL AS INTEGER) AS error, FALSE AS ends
  FROM src."lock.contention_begin"
  UNION ALL
  SELECT capture_id, buffer_id, ts, rec, cpu, {{owner}}, CAST(lock_addr AS UBIGINT), NULL, CAST(ret AS INTEGER), TRUE
  FROM src."lock.contention_end"
),
followed AS (
  SELECT *, LAG(ends) OVER waiting AS ends_before
  FROM event
  WINDOW waiting AS (PARTITION BY capture_id, buffer_id, owner, lock ORDER BY ts, rec)
),
numbered AS (
  SELECT *, COUNT(*) FILTER (NOT ends AND ends_before IS NOT FALSE) OVER waiting AS wait
  FROM followed
  WINDOW waiting AS (PARTITION BY capture_id, buffer_id, owner, lock ORDER BY ts, rec ROWS UNBOUNDED PRECEDING)
),
wait AS (
  SELECT
    capture_id,
    buffer_id,
    owner,
    lock,
    FIRST(cpu ORDER BY ts, rec) AS cpu,
    FIRST(rec ORDER BY ts, rec) AS rec,
    CAST(BIT_OR(flags) AS UINTEGER) AS flags,
    CAST(COUNT(*) FILTER (NOT ends) AS INTEGER) AS begins,
    MIN(ts) FILTER (NOT ends) AS start_ts,
    MIN(ts) FILTER (ends) AS end_ts,
    FIRST(error ORDER BY ts, rec) FILTER (ends) AS error
  FROM numbered
  GROUP BY capture_id, buffer_id, owner, lock, wait
),
checked AS (
  SELECT
    w.*,
    CASE
      WHEN g.to_ts >= w.start_ts OR (w.start_ts IS NULL AND g.to_ts IS NOT NULL) THEN 'lost events'
      WHEN w.start_ts IS NULL THEN 'no begin'
      WHEN w.end_ts IS NULL THEN 'no end'
    END AS unpaired
  FROM wait AS w
  JOIN capture AS c
    ON c.capture_id = w.capture_id
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = w.capture_id
    AND g.buffer_id = w.buffer_id
    AND g.from_ts <= COALESCE(w.end_ts, c.end_ts)
)
SELECT
  capture_id,
  buffer_id,
  {{owner_tid owner}} AS tid,
  {{owner_context owner}} AS context,
  owner,
  cpu,
  rec,
  'contention' AS method,
  CAST(NULL AS VARCHAR) AS lock_class,
  lock,
  flags,
  CASE
    WHEN flags = 0 THEN 'SEMAPHORE'
    WHEN flags IS NOT NULL THEN CONCAT_WS(
      '|',
      CASE WHEN (flags & 1) <> 0 THEN 'SPIN' END,
      CASE WHEN (flags & 2) <> 0 THEN 'READ' END,
      CASE WHEN (flags & 4) <> 0 THEN 'WRITE' END,
      CASE WHEN (flags & 8) <> 0 THEN 'RT' END,
      CASE WHEN (flags & 16) <> 0 THEN 'PERCPU' END,
      CASE WHEN (flags & 32) <> 0 THEN 'MUTEX' END,
      CASE WHEN (flags & 4294967232) <> 0 THEN CAST(flags & 4294967232 AS VARCHAR) END
    )
  END AS flag_names,
  begins,
  start_ts,
  CASE WHEN unpaired IS NULL OR unpaired = 'no begin' THEN end_ts END AS end_ts,
  CASE
    WHEN unpaired = 'lost events' THEN 'unknown'
    WHEN end_ts IS NULL THEN 'waiting'
    WHEN error = 0 THEN 'acquired'
    ELSE 'given up'
  END AS result,
  CASE WHEN unpaired IS NULL OR unpaired = 'no begin' THEN error END AS error,
  unpaired
FROM checked
UNION ALL BY NAME
SELECT
  capture_id,
  buffer_id,
  tid,
  context,
  owner,
  cpu,
  rec,
  'lockdep' AS method,
  lock_class,
  lock,
  contended_ts AS start_ts,
  CASE WHEN unpaired IS DISTINCT FROM 'lost events' OR acquired_ts IS NOT NULL THEN COALESCE(acquired_ts, released_ts) END AS end_ts,
  CASE WHEN outcome = 'held' THEN 'acquired' ELSE outcome END AS result,
  CASE
    WHEN acquired_ts IS NOT NULL THEN NULL
    WHEN unpaired = 'lost events' THEN unpaired
    WHEN released_ts IS NULL THEN 'no end'
  END AS unpaired
FROM lock_hold
WHERE contended_ts IS NOT NULL
