-- SPDX-License-Identifier: Apache-2.0
-- title: Calls of page_mkwrite where waits for locks are recorded; undecided are those that a loss overlaps
-- needs: lock_wait, mkwrite
SELECT
  capture_id,
  COUNT(*) FILTER (unpaired IS DISTINCT FROM 'lost events') AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM mkwrite
WHERE level IN ('fs', 'vm')
  AND capture_id IN (SELECT capture_id FROM lock_wait)
GROUP BY capture_id
