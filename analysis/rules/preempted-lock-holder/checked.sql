-- SPDX-License-Identifier: Apache-2.0
-- title: Calls of page_mkwrite that returned, where holds of the invalidate lock are recorded; undecided are those that a loss overlaps
-- needs: mkwrite, mkwrite_phase, lock_hold
SELECT
  capture_id,
  COUNT(*) FILTER (unpaired IS NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM mkwrite
WHERE level = 'fs'
  AND capture_id IN (SELECT capture_id FROM lock_hold WHERE lock_class LIKE 'mapping.invalidate_lock%')
  AND capture_id IN (SELECT capture_id FROM mkwrite_phase WHERE phase IN ('runnable', 'asleep'))
GROUP BY capture_id
