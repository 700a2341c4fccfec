-- SPDX-License-Identifier: Apache-2.0
-- title:       Locks that were held when an operation was called
-- materialise: yes
-- needs:       op_call
-- needs:       lock_hold
-- evidence:    exact if op_call, lock_hold; lockdep's events and the functions' entries
-- evidence:    stock; operations or holds are known in part
-- source:      as op_call and lock_hold
-- note:        A call at which nothing was held has no row.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer of the call
-- column:      owner INTEGER  as in lock_event
-- column:      cpu SMALLINT  cpu of the call's entry
-- column:      rec BIGINT  place of the entry's record in its cpu buffer
-- column:      start_ts BIGINT  entry of the call
-- column:      function VARCHAR  function called
-- column:      operation VARCHAR  operations it implements or calls
-- column:      role VARCHAR  method or caller
-- column:      lock_class VARCHAR  class of the lock
-- column:      lock UBIGINT  the instance
-- column:      shared BOOLEAN  held for reading
-- column:      acquired_ts BIGINT  when it had been taken
WITH call AS MATERIALIZED (
  SELECT
    capture_id, buffer_id, owner, cpu, rec, start_ts, function, operation, role,
    -- Calls of one moment have one number: times may be cut to microseconds.
    DENSE_RANK() OVER (PARTITION BY capture_id, buffer_id, owner ORDER BY start_ts) AS number
  FROM op_call
),
hold AS (
  SELECT capture_id, buffer_id, owner, lock_class, lock, shared, acquired_ts, held_until_ts
  FROM lock_hold
  WHERE acquired_ts IS NOT NULL
),
-- The first call after the acquisition and the last before the release: those and what is between had the lock. Most holds end
-- before any call, and need not be looked at again.
begun AS (
  SELECT h.*, f.number AS first
  FROM hold AS h
  ASOF JOIN call AS f
    ON f.capture_id = h.capture_id
    AND f.buffer_id = h.buffer_id
    AND f.owner = h.owner
    AND f.start_ts >= h.acquired_ts
  WHERE f.start_ts <= h.held_until_ts
),
covering AS (
  SELECT h.*, l.number AS last
  FROM begun AS h
  ASOF JOIN call AS l
    ON l.capture_id = h.capture_id
    AND l.buffer_id = h.buffer_id
    AND l.owner = h.owner
    AND l.start_ts <= h.held_until_ts
),
pair AS (
  SELECT c.*, u.number
  FROM covering AS c
  CROSS JOIN UNNEST(RANGE(c.first, c.last + 1)) AS u (number)
)
SELECT
  c.capture_id,
  c.buffer_id,
  c.owner,
  c.cpu,
  c.rec,
  c.start_ts,
  c.function,
  c.operation,
  c.role,
  p.lock_class,
  p.lock,
  p.shared,
  p.acquired_ts
FROM pair AS p
JOIN call AS c
  ON c.capture_id = p.capture_id
  AND c.buffer_id = p.buffer_id
  AND c.owner = p.owner
  AND c.number = p.number
