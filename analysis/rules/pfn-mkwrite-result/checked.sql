-- SPDX-License-Identifier: Apache-2.0
-- title: Calls whose result is known; undecided are those a loss overlaps
-- needs: pfn_mkwrite
SELECT
  capture_id,
  COUNT(result) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM pfn_mkwrite
GROUP BY capture_id
