-- SPDX-License-Identifier: Apache-2.0
-- title: Planned pauses of threads whose mmap_lock is recorded; undecided are those of holds that a loss overlaps
-- needs: throttle, mmap_lock_hold
SELECT
  t.capture_id,
  COUNT(*) FILTER (h.unpaired IS DISTINCT FROM 'lost events') AS checked,
  COUNT(*) FILTER (h.unpaired = 'lost events') AS undecided
FROM throttle AS t
ASOF LEFT JOIN mmap_lock_hold AS h
  ON h.capture_id = t.capture_id
  AND h.tid = t.tid
  AND h.acquired_ts <= t.start_ts
WHERE t.pause_ns > 0
  AND t.capture_id IN (SELECT capture_id FROM mmap_lock_hold)
GROUP BY t.capture_id
