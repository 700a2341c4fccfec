-- SPDX-License-Identifier: Apache-2.0
-- title:       Intervals in which a thread held a lock, from lockdep events
-- needs:       lock_event
-- needs:       loss_gap
-- source:      as lock_event. Holds of interrupt context are left out.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread
-- column:      cpu SMALLINT  cpu of the acquisition
-- column:      rec BIGINT  place of the acquisition record
-- column:      lock_class VARCHAR  as in lock_event
-- column:      lock UBIGINT  as in lock_event
-- column:      shared BOOLEAN  taken for reading
-- column:      trylock BOOLEAN  taken without waiting
-- column:      requested_ts BIGINT  before the wait, if there was one
-- column:      acquired_ts BIGINT  after the wait where lock_acquired was recorded (CONFIG_LOCK_STAT), else
--              requested_ts: then a wait cannot be told from the hold
-- column:      released_ts BIGINT  release; NULL when unpaired is not
-- column:      unpaired VARCHAR  NULL for a pair; 'no release': still held, released by another thread, or taken again
--              before; 'lost events': a loss of the buffer overlaps the hold
WITH followed AS (
  SELECT
    *,
    LEAD(kind) OVER held AS next_kind,
    LEAD(ts) OVER held AS next_ts
  FROM lock_event
  WHERE kind IN ('acquire', 'release')
    AND NOT in_interrupt
  WINDOW held AS (PARTITION BY capture_id, buffer_id, tid, lock ORDER BY ts, rec)
),
waited AS (
  SELECT capture_id, buffer_id, tid, lock, ts
  FROM lock_event
  WHERE kind = 'acquired'
    AND NOT in_interrupt
),
hold AS (
  SELECT
    f.*,
    w.ts AS waited_ts,
    CASE
      WHEN f.next_kind IS DISTINCT FROM 'release' THEN 'no release'
      WHEN g.to_ts >= f.ts THEN 'lost events'
    END AS unpaired
  FROM followed AS f
  ASOF LEFT JOIN waited AS w
    ON w.capture_id = f.capture_id
    AND w.buffer_id = f.buffer_id
    AND w.tid = f.tid
    AND w.lock = f.lock
    AND w.ts >= f.ts
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = f.capture_id
    AND g.buffer_id = f.buffer_id
    AND g.from_ts <= f.next_ts
  WHERE f.kind = 'acquire'
)
SELECT
  capture_id,
  buffer_id,
  tid,
  cpu,
  rec,
  lock_class,
  lock,
  shared,
  trylock,
  ts AS requested_ts,
  CASE WHEN waited_ts <= next_ts THEN waited_ts ELSE ts END AS acquired_ts,
  CASE WHEN unpaired IS NULL THEN next_ts END AS released_ts,
  unpaired
FROM hold
