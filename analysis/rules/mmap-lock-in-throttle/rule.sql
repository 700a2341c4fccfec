-- SPDX-License-Identifier: Apache-2.0
-- id:        mmap-lock-in-throttle
-- title:     A writer was throttled with mmap_lock held
-- severity:  high
-- family:    throttling
-- anomaly:   D06
-- evidence:  exact
-- needs:     throttle, mmap_lock_hold
-- param:     min_ms = 1  pauses together, at the least [ms]
-- reference: mm/memory.c fault_dirty_shared_page, mm/internal.h maybe_unlock_mmap_for_io (5.5 to 6.12)
WITH held AS (
  SELECT
    t.capture_id,
    t.tid,
    t.cpu,
    t.bdi,
    t.start_ts,
    h.mm,
    h.shared,
    LEAST(COALESCE(t.slept_ns, t.pause_ns), h.held_until_ts - t.start_ts) AS ns
  FROM throttle AS t
  ASOF JOIN mmap_lock_hold AS h
    ON h.capture_id = t.capture_id
    AND h.tid = t.tid
    AND h.acquired_ts <= t.start_ts
  WHERE t.pause_ns > 0
    AND t.confirmed IS NOT FALSE
    AND h.unpaired IS NULL
    AND h.held_until_ts > t.start_ts
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  tid,
  format('thread {} on bdi {}', tid, bdi) AS subject,
  format(
    'mmap_lock was held {} during {} ms of throttling in {} pauses', CASE WHEN BOOL_AND(shared) THEN 'for reading' ELSE 'for writing' END,
    CAST(SUM(ns) AS BIGINT) // 1000000, COUNT(*)
  ) AS message,
  capture_id,
  bdi,
  COUNT(*) AS pauses,
  CAST(SUM(ns) AS BIGINT) AS held_ns,
  ANY_VALUE(mm) AS mm,
  MAX(start_ts) AS last_ts
FROM held
GROUP BY capture_id, tid, bdi
HAVING SUM(ns) >= $min_ms * 1000000
ORDER BY capture_id, ts, tid, bdi
