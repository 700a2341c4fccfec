-- SPDX-License-Identifier: Apache-2.0
-- title:       Intervals in which a thread held an address space's mmap_lock, from the mmap_lock tracepoints
-- materialise: yes
-- needs:       mmap_lock.mmap_lock_start_locking(mm, write)?
-- needs:       mmap_lock.mmap_lock_acquire_returned(mm, write, success)
-- needs:       mmap_lock.mmap_lock_released(mm, write)?
-- needs:       loss_gap
-- evidence:    exact; every way to take and to drop the lock
-- source:      include/trace/events/mmap_lock.h, include/linux/mmap_lock.h, 5.11 to 6.12: every way to take and drop the lock, waited
--              for or not. mmap_write_downgrade traces an acquisition for reading without a start. The per-VMA lock has no event.
-- note:        Exact on production kernels, without lockdep. mmap_read_unlock_non_owner may run in an interrupt: such a hold has no
--              release of its own.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread; NULL for an interrupt
-- column:      owner INTEGER  as in lock_event
-- column:      cpu SMALLINT  cpu of the acquisition; of the release where there is no acquisition
-- column:      rec BIGINT  place of that record in its cpu buffer
-- column:      mm UBIGINT  address of the mm_struct
-- column:      shared BOOLEAN  taken for reading
-- column:      requested_ts BIGINT  before the wait, if there was one; NULL when not recorded
-- column:      acquired_ts BIGINT  when it got the lock; NULL when the attempt failed (a trylock, or a signal), or was not seen
-- column:      downgraded_ts BIGINT  when an exclusive hold became shared; NULL when it did not
-- column:      released_ts BIGINT  release; NULL when unpaired says why, and when the attempt failed
-- column:      held_until_ts BIGINT  last moment the lock is known to be held: the release, the begin of a loss, or the capture's
--              end; NULL without acquired_ts
-- column:      outcome VARCHAR  held, or failed
-- column:      unpaired VARCHAR  NULL for a pair and for a failed attempt; 'no release'; 'no acquisition'; 'lost events': a
--              loss of the buffer overlaps the hold
WITH event AS (
  SELECT capture_id, buffer_id, ts, rec, cpu, {{owner}} AS owner, CAST(mm AS UBIGINT) AS lock, CAST(write AS BOOLEAN) AS write, 'start' AS kind
  FROM src."mmap_lock.mmap_lock_start_locking"
  UNION ALL
  SELECT
    capture_id, buffer_id, ts, rec, cpu, {{owner}}, CAST(mm AS UBIGINT), CAST(write AS BOOLEAN),
    CASE WHEN CAST(success AS BOOLEAN) THEN 'acquired' ELSE 'failed' END
  FROM src."mmap_lock.mmap_lock_acquire_returned"
  UNION ALL
  SELECT capture_id, buffer_id, ts, rec, cpu, {{owner}}, CAST(mm AS UBIGINT), CAST(write AS BOOLEAN), 'released'
  FROM src."mmap_lock.mmap_lock_released"
),
followed AS (
  SELECT
    *,
    LAG(kind) OVER held AS kind_before,
    LAG(write) OVER held AS write_before,
    LAG(ts) OVER held AS ts_before,
    LEAD(kind) OVER held AS kind_after,
    LEAD(write) OVER held AS write_after,
    LEAD(ts) OVER held AS ts_after
  FROM event
  WINDOW held AS (PARTITION BY capture_id, buffer_id, owner, lock ORDER BY ts, rec)
),
edge AS (
  SELECT
    capture_id, buffer_id, ts, rec, cpu, owner, lock, write, kind,
    CASE WHEN kind <> 'released' AND kind_before = 'start' THEN ts_before END AS requested_ts,
    CASE WHEN kind = 'acquired' AND write AND kind_after = 'acquired' AND NOT write_after THEN ts_after END AS downgraded_ts,
    kind = 'released' AS ends
  FROM followed
  WHERE kind <> 'start'
    AND NOT (kind = 'acquired' AND NOT write AND kind_before = 'acquired' AND write_before)
),
held AS (
  SELECT * FROM edge WHERE kind <> 'failed'
),
hold AS (
  {{nesting held}}
  UNION ALL BY NAME
  SELECT * FROM edge WHERE kind = 'failed'
),
checked AS (
  SELECT
    h.*,
    c.end_ts,
    g.from_ts AS gap_ts,
    CASE
      WHEN h.kind = 'failed' THEN NULL
      WHEN h.ends AND g.to_ts IS NOT NULL OR NOT h.ends AND g.to_ts >= h.ts THEN 'lost events'
      WHEN h.ends THEN 'no acquisition'
      WHEN h.ended_ts IS NULL THEN 'no release'
    END AS unpaired
  FROM hold AS h
  JOIN capture AS c
    ON c.capture_id = h.capture_id
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = h.capture_id
    AND g.buffer_id = h.buffer_id
    AND g.from_ts <= COALESCE(h.ended_ts, CASE WHEN h.ends THEN h.ts ELSE c.end_ts END)
)
SELECT
  capture_id,
  buffer_id,
  {{owner_tid owner}} AS tid,
  owner,
  cpu,
  rec,
  lock AS mm,
  NOT write AS shared,
  requested_ts,
  CASE WHEN kind = 'acquired' THEN ts END AS acquired_ts,
  downgraded_ts,
  CASE WHEN ends THEN ts WHEN unpaired IS NULL THEN ended_ts END AS released_ts,
  CASE
    WHEN kind <> 'acquired' THEN NULL
    WHEN unpaired = 'lost events' THEN GREATEST(gap_ts, ts)
    ELSE COALESCE(ended_ts, end_ts)
  END AS held_until_ts,
  CASE WHEN kind = 'failed' THEN 'failed' ELSE 'held' END AS outcome,
  unpaired
FROM checked
