-- SPDX-License-Identifier: Apache-2.0
-- title: Calls of page_mkwrite that returned, where stalls are recorded; undecided are those that a loss overlaps
-- needs: alloc_stall, mkwrite
SELECT
  capture_id,
  COUNT(*) FILTER (unpaired IS NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM mkwrite
WHERE level IN ('fs', 'vm')
  AND capture_id IN (SELECT capture_id FROM alloc_stall)
GROUP BY capture_id
