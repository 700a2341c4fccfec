-- SPDX-License-Identifier: Apache-2.0
-- title:       Locks that were asked for while another was held, instance by instance: the edges of the order graph
-- materialise: yes
-- needs:       lock_hold
-- evidence:    exact if lock_hold; every hold of the classes that were recorded
-- evidence:    stock; holds are known in part
-- source:      kernel/locking/lockdep.c check_prevs_add: a request makes a dependency on what its task holds, a trylock makes none,
--              whether it waited or not; might_lock only announces, and makes one as well. rcu, srcu and sequence counters are
--              entered without dependency (check 0, or readers that never wait), 5.10 to 6.12.
-- note:        lockdep's events have neither subclass nor key: two locks of one name may be nested on purpose (parent and child
--              directories, the same field in two file systems), so edges within one class are left out.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer (table buffer)
-- column:      outer_class VARCHAR  class of the lock that was held
-- column:      outer_lock UBIGINT  the instance that was held
-- column:      outer_shared BOOLEAN  it was held for reading
-- column:      inner_class VARCHAR  class of the lock that was asked for
-- column:      inner_lock UBIGINT  the instance that was asked for
-- column:      inner_shared BOOLEAN  it was asked for reading
-- column:      trylock BOOLEAN  it was taken without waiting, which cannot deadlock
-- column:      times BIGINT  how often
-- column:      balanced BIGINT  of them, those in which the outer lock was seen to be released
-- column:      first_ts BIGINT  first request
-- column:      cpu SMALLINT  cpu of it
-- column:      tid INTEGER  thread of it; NULL for an interrupt
-- column:      rec BIGINT  place of the request's record in its cpu buffer
-- column:      outer_ts BIGINT  when the outer lock of the first request had been taken
WITH request AS (
  SELECT
    capture_id, buffer_id, owner, tid, cpu, rec, lock_class, lock, shared, trylock, requested_ts, acquired_ts, held_until_ts,
    released_ts IS NOT NULL AND acquired_ts IS NOT NULL AS balanced,
    ROW_NUMBER() OVER own AS number,
    LEAD(requested_ts) OVER own AS next_ts
  FROM lock_hold
  WHERE requested_ts IS NOT NULL
    AND lock_class NOT LIKE 'rcu\_%' ESCAPE '\'
    AND lock_class NOT LIKE '%srcu%'
    AND lock_class NOT LIKE '%seqcount%'
    AND lock_class NOT IN ('&rq->__lock', '&rq->lock')
  WINDOW own AS (PARTITION BY capture_id, buffer_id, owner ORDER BY requested_ts, rec)
),
-- Holds in which something was asked for, with the numbers of the first and the last request in them.
outside AS (
  SELECT o.*, l.last
  FROM (
    SELECT *
    FROM request
    WHERE next_ts < held_until_ts
      AND acquired_ts IS NOT NULL
  ) AS o
  ASOF JOIN (SELECT capture_id, buffer_id, owner, requested_ts AS last_ts, number AS last FROM request) AS l
    ON l.capture_id = o.capture_id
    AND l.buffer_id = o.buffer_id
    AND l.owner = o.owner
    AND l.last_ts < o.held_until_ts
),
pair AS (
  SELECT o.*, u.inside
  FROM outside AS o
  CROSS JOIN UNNEST(RANGE(o.number + 1, o.last + 1)) AS u (inside)
)
SELECT
  p.capture_id,
  p.buffer_id,
  p.lock_class AS outer_class,
  p.lock AS outer_lock,
  p.shared AS outer_shared,
  r.lock_class AS inner_class,
  r.lock AS inner_lock,
  r.shared AS inner_shared,
  r.trylock,
  COUNT(*) AS times,
  COUNT(*) FILTER (p.balanced) AS balanced,
  MIN(r.requested_ts) AS first_ts,
  ARG_MIN(r.cpu, r.requested_ts) AS cpu,
  ARG_MIN(r.tid, r.requested_ts) AS tid,
  ARG_MIN(r.rec, r.requested_ts) AS rec,
  ARG_MIN(p.acquired_ts, r.requested_ts) AS outer_ts
FROM pair AS p
JOIN request AS r
  ON r.capture_id = p.capture_id
  AND r.buffer_id = p.buffer_id
  AND r.owner = p.owner
  AND r.number = p.inside
WHERE r.lock_class <> p.lock_class
  AND p.acquired_ts <= r.requested_ts
GROUP BY ALL
