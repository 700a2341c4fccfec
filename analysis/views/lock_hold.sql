-- SPDX-License-Identifier: Apache-2.0
-- title:       Intervals in which a thread or an interrupt held a lock, and requests that did not get one, from lockdep events
-- materialise: yes
-- needs:       lock_event
-- needs:       loss_gap
-- evidence:    exact if lock_event; acquisition and release of each lock
-- source:      kernel/locking/lockdep.c (an instance is released from the top of the holder's stack), include/linux/lockdep.h
--              LOCK_CONTENDED and might_lock, kernel/sched/core.c finish_lock_switch, 5.10 to 6.12.
-- note:        lock_acquire comes before the wait. Where the class tells when a lock was obtained (lock_acquired, kernels with
--              CONFIG_LOCK_STAT), a request without it was never a hold: might_lock and might_fault only announce, and an
--              interruptible wait may be given up. Classes that never tell (percpu rwsems such as sb_writers, rcu, seqcounts,
--              jbd2_handle) count as held from the request on. A rwsem that is downgraded has no event: exclusive may have become
--              shared. The run queue's lock changes hands in a context switch: with a filter by thread its halves do not pair.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread; NULL for an interrupt
-- column:      context VARCHAR  task, softirq, hardirq or nmi
-- column:      owner INTEGER  as in lock_event
-- column:      cpu SMALLINT  cpu of the request
-- column:      rec BIGINT  place of the request's record in its cpu buffer; of the release where there is no request
-- column:      lock_class VARCHAR  as in lock_event
-- column:      lock UBIGINT  as in lock_event
-- column:      shared BOOLEAN  taken for reading; NULL when the request was not seen
-- column:      trylock BOOLEAN  taken without waiting; NULL when the request was not seen
-- column:      requested_ts BIGINT  before the wait, if there was one; NULL when it was not seen
-- column:      contended_ts BIGINT  when it had to wait; NULL when it had not, or does not tell
-- column:      acquired_ts BIGINT  when it got the lock; NULL when it did not, or that was not seen
-- column:      acquired_by VARCHAR  how that is known: lock_acquired and trylock are exact, request means that acquired_ts is
--              requested_ts, as the class never tells, so a wait cannot be told from the hold; NULL with acquired_ts
-- column:      released_ts BIGINT  release; NULL when unpaired says why
-- column:      held_until_ts BIGINT  last moment the lock is known to be held: the release, the begin of a loss, or the capture's
--              end; NULL without acquired_ts
-- column:      outcome VARCHAR  held; given up: waited, and let go without the lock; not taken: requested and let go at once, as
--              might_lock does; waiting: to the end of the capture; unknown: it lies in a loss
-- column:      unpaired VARCHAR  NULL for a pair; 'no release': still held; 'no acquisition': released, but taken before
--              the capture began, or never; 'handed over': the other half is of the next thread on the cpu, see the note;
--              'lost events': a loss of the buffer overlaps the hold
WITH class AS MATERIALIZED (
  SELECT
    capture_id,
    buffer_id,
    lock_class,
    BOOL_OR(kind = 'acquired') AS obtained,
    lock_class IN ('&rq->__lock', '&rq->lock') AS handed,
    CAST(ROW_NUMBER() OVER (ORDER BY capture_id, buffer_id, lock_class) AS INTEGER) AS class
  FROM lock_event
  GROUP BY capture_id, buffer_id, lock_class
),
-- Rows are kept narrow: names become numbers, and kind 0 acquire, 1 contended, 2 acquired, 3 release; + 4 trylock, + 8 shared.
event AS (
  SELECT
    e.capture_id,
    e.buffer_id,
    e.owner,
    e.lock,
    e.ts,
    e.rec,
    e.cpu,
    c.class,
    CAST(CASE e.kind
      WHEN 'acquire' THEN CASE WHEN e.trylock THEN 4 ELSE 0 END + CASE WHEN e.shared THEN 8 ELSE 0 END
      WHEN 'contended' THEN 1
      WHEN 'acquired' THEN 2
      ELSE 3
    END AS UTINYINT) AS kind
  FROM lock_event AS e
  JOIN class AS c
    ON c.capture_id = e.capture_id
    AND c.buffer_id = e.buffer_id
    AND c.lock_class = e.lock_class
),
-- An edge is an acquire or a release; what waited lies between two edges.
followed AS (
  SELECT
    *,
    LAG(CASE WHEN (kind & 3) IN (0, 3) THEN kind & 3 END IGNORE NULLS) OVER held AS edge_before,
    LEAD(CASE WHEN (kind & 3) IN (0, 3) THEN kind & 3 END IGNORE NULLS) OVER held AS edge_after,
    LEAD(CASE WHEN (kind & 3) IN (0, 3) THEN ts END IGNORE NULLS) OVER held AS edge_ts,
    LEAD(CASE WHEN (kind & 3) IN (0, 3) THEN rec END IGNORE NULLS) OVER held AS edge_rec,
    LEAD(kind & 3) OVER held AS kind_1,
    LEAD(ts) OVER held AS ts_1,
    LEAD(kind & 3, 2) OVER held AS kind_2,
    LEAD(ts, 2) OVER held AS ts_2,
    LAG(kind) OVER held AS kind_before,
    LAG(ts) OVER held AS ts_before
  FROM event
  WINDOW held AS (PARTITION BY capture_id, buffer_id, owner, lock ORDER BY ts, rec)
),
-- Requests, with the release where that comes next, and releases that follow no request.
request AS MATERIALIZED (
  SELECT
    capture_id,
    buffer_id,
    owner,
    lock,
    ts,
    rec,
    cpu,
    class,
    kind,
    CASE WHEN kind <> 3 AND kind_1 = 1 THEN ts_1 END AS contended_ts,
    CASE
      WHEN kind = 3 THEN CASE WHEN kind_before = 2 THEN ts_before END
      WHEN kind_1 = 2 THEN ts_1
      WHEN kind_1 = 1 AND kind_2 = 2 THEN ts_2
    END AS obtained_ts,
    CASE WHEN kind <> 3 AND edge_after = 3 THEN edge_ts END AS released_ts,
    CASE WHEN kind <> 3 AND edge_after = 3 THEN edge_rec END AS released_rec
  FROM followed
  WHERE (kind & 3) = 0
    OR (kind = 3 AND edge_before IS DISTINCT FROM 0)
),
-- The rest are holds around other holds of the same lock by the same owner.
rest AS (
  SELECT *, kind = 3 AS ends
  FROM request
  WHERE released_ts IS NULL
),
nested AS (
  {{nesting rest}}
),
hold AS (
  SELECT capture_id, buffer_id, owner, lock, ts, rec, cpu, class, kind, contended_ts, obtained_ts, released_ts, released_rec
  FROM request
  WHERE released_ts IS NOT NULL
  UNION ALL
  SELECT
    capture_id, buffer_id, owner, lock, ts, rec, cpu, class, kind, contended_ts, obtained_ts,
    CASE WHEN ends THEN ts ELSE ended_ts END,
    CASE WHEN ends THEN rec ELSE ended_rec END
  FROM nested
),
judged AS MATERIALIZED (
  SELECT
    h.* EXCLUDE (class),
    c.lock_class,
    c.handed,
    CASE
      WHEN h.obtained_ts IS NOT NULL THEN 'lock_acquired'
      WHEN h.kind = 3 THEN NULL
      WHEN (h.kind & 4) <> 0 THEN 'trylock'
      WHEN c.handed OR NOT c.obtained THEN 'request'
    END AS acquired_by,
    COALESCE(h.obtained_ts, h.ts) AS from_ts
  FROM hold AS h
  JOIN class AS c
    ON c.class = h.class
),
lossy AS (
  SELECT capture_id, buffer_id, MIN(from_ts) AS from_ts, MAX(to_ts) AS to_ts
  FROM loss_gap
  GROUP BY capture_id, buffer_id
),
-- The first gap that ends after the hold began, if it begins before the hold ends.
damaged AS (
  SELECT h.capture_id, h.buffer_id, h.owner, h.ts, h.rec, g.from_ts AS gap_ts
  FROM (
    SELECT
      h.capture_id, h.buffer_id, h.owner, h.ts, h.rec, h.released_ts,
      CASE WHEN h.kind = 3 AND h.obtained_ts IS NULL THEN l.from_ts ELSE h.from_ts END AS from_ts
    FROM judged AS h
    JOIN lossy AS l
      ON l.capture_id = h.capture_id
      AND l.buffer_id = h.buffer_id
    WHERE (h.from_ts <= l.to_ts OR h.kind = 3)
      AND (h.released_ts >= l.from_ts OR h.released_ts IS NULL)
  ) AS h
  ASOF JOIN loss_gap AS g
    ON g.capture_id = h.capture_id
    AND g.buffer_id = h.buffer_id
    AND g.to_ts >= h.from_ts
  WHERE g.from_ts <= h.released_ts
    OR h.released_ts IS NULL
)
SELECT
  h.capture_id,
  h.buffer_id,
  {{owner_tid h.owner}} AS tid,
  {{owner_context h.owner}} AS context,
  h.owner,
  h.cpu,
  h.rec,
  h.lock_class,
  h.lock,
  CASE WHEN h.kind <> 3 THEN (h.kind & 8) <> 0 END AS shared,
  CASE WHEN h.kind <> 3 THEN (h.kind & 4) <> 0 END AS trylock,
  CASE WHEN h.kind <> 3 THEN h.ts END AS requested_ts,
  h.contended_ts,
  CASE WHEN h.acquired_by IS NOT NULL THEN h.from_ts END AS acquired_ts,
  h.acquired_by,
  CASE WHEN h.kind = 3 OR g.gap_ts IS NULL THEN h.released_ts END AS released_ts,
  CASE
    WHEN h.acquired_by IS NULL THEN NULL
    WHEN g.gap_ts IS NOT NULL THEN GREATEST(g.gap_ts, h.from_ts)
    WHEN h.handed THEN COALESCE(h.released_ts, h.from_ts)
    ELSE COALESCE(h.released_ts, c.end_ts)
  END AS held_until_ts,
  CASE
    WHEN h.acquired_by IS NOT NULL OR h.kind = 3 THEN 'held'
    WHEN g.gap_ts IS NOT NULL THEN 'unknown'
    WHEN h.released_ts IS NULL THEN 'waiting'
    WHEN h.contended_ts IS NOT NULL THEN 'given up'
    ELSE 'not taken'
  END AS outcome,
  CASE
    WHEN g.gap_ts IS NOT NULL THEN 'lost events'
    WHEN h.handed AND (h.kind = 3 OR h.released_ts IS NULL) THEN 'handed over'
    WHEN h.kind = 3 THEN 'no acquisition'
    WHEN h.released_ts IS NULL THEN 'no release'
  END AS unpaired
FROM judged AS h
JOIN capture AS c
  ON c.capture_id = h.capture_id
LEFT JOIN damaged AS g
  ON g.capture_id = h.capture_id
  AND g.buffer_id = h.buffer_id
  AND g.owner = h.owner
  AND g.ts = h.ts
  AND g.rec = h.rec
