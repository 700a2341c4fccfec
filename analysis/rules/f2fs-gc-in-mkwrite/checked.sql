-- SPDX-License-Identifier: Apache-2.0
-- title: Calls of f2fs's page_mkwrite that returned; undecided are those that a loss overlaps
-- needs: journal_wait, mkwrite
SELECT
  capture_id,
  COUNT(*) FILTER (unpaired IS NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM mkwrite
WHERE function LIKE 'f2fs%'
GROUP BY capture_id
