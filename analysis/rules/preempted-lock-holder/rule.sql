-- SPDX-License-Identifier: Apache-2.0
-- id:        preempted-lock-holder
-- title:     A write fault held a lock without a cpu though it could run
-- severity:  low
-- family:    latency
-- anomaly:   E10
-- evidence:  exact
-- needs:     mkwrite, mkwrite_phase, lock_hold
-- param:     share_percent = 20  share of the calls' time in which they could run, did not, and held the lock [%]
-- param:     min_us = 1000  such time of all calls together, at the least [us]
-- reference: mm/filemap.c filemap_invalidate_lock_shared, kernel/sched/core.c __schedule (5.15 to 6.12)
WITH phase AS (
  SELECT m.capture_id, m.buffer_id, m.tid, m.cpu, m.function, m.dev, m.start_ts AS call_ts, m.end_ts - m.start_ts AS call_ns, p.start_ts, p.end_ts
  FROM mkwrite_phase AS p
  JOIN mkwrite AS m
    ON m.capture_id = p.capture_id
    AND m.buffer_id = p.buffer_id
    AND m.tid = p.tid
    AND m.function = p.function
    AND m.start_ts = p.call_ts
  WHERE p.phase = 'runnable'
    AND m.level = 'fs'
    AND m.unpaired IS NULL
    AND p.end_ts > p.start_ts
),
held AS (
  SELECT p.*, h.lock_class, LEAST(p.end_ts, h.held_until_ts) - p.start_ts AS ns
  FROM phase AS p
  ASOF JOIN (SELECT * FROM lock_hold WHERE lock_class LIKE 'mapping.invalidate_lock%' AND acquired_ts IS NOT NULL) AS h
    ON h.capture_id = p.capture_id
    AND h.tid = p.tid
    AND h.acquired_ts <= p.start_ts
  WHERE h.held_until_ts > p.start_ts
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('{} and {}', function, lock_class) AS subject,
  format(
    '{} times a write fault held it {} us in all without a cpu though it could run, {} % of these calls'' time', COUNT(*), CAST(SUM(ns) AS BIGINT) // 1000,
    CAST(100 * SUM(ns) // SUM(call_ns) AS BIGINT)
  ) AS message,
  capture_id,
  function,
  lock_class,
  COUNT(*) AS times,
  CAST(SUM(ns) AS BIGINT) AS held_ns,
  MAX(end_ts) AS last_ts
FROM held
GROUP BY capture_id, function, lock_class
HAVING SUM(ns) >= $min_us * 1000
  AND 100 * SUM(ns) > $share_percent * SUM(call_ns)
ORDER BY capture_id, ts, function
