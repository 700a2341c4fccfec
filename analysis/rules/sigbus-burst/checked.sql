-- SPDX-License-Identifier: Apache-2.0
-- title: Calls whose result is known; undecided are those a loss overlaps
-- needs: mkwrite
SELECT
  capture_id,
  COUNT(*) FILTER (ret IS NOT NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM mkwrite
WHERE level = 'fs'
GROUP BY capture_id
