-- SPDX-License-Identifier: Apache-2.0
-- title: First pauses of calls of threads that had paused before; undecided are those in captures that lost events
-- needs: throttle, folio_dirtied
SELECT
  capture_id,
  COUNT(*) FILTER (capture_id NOT IN (SELECT capture_id FROM lost_event)) AS checked,
  COUNT(*) FILTER (capture_id IN (SELECT capture_id FROM lost_event)) AS undecided
FROM (
  SELECT *, LAG(start_ts) OVER (PARTITION BY capture_id, buffer_id, tid ORDER BY start_ts, rec) AS before_ts
  FROM throttle
)
WHERE pause_ns > 0
  AND before_ts IS NOT NULL
  AND call_ts = start_ts
  AND capture_id IN (SELECT capture_id FROM folio_dirtied)
GROUP BY capture_id
