-- SPDX-License-Identifier: Apache-2.0
-- title: Calls of a page_mkwrite that can begin again (btrfs); undecided are those that a loss overlaps
-- needs: mkwrite_restart, mkwrite
SELECT
  capture_id,
  COUNT(*) FILTER (unpaired IS NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM mkwrite
WHERE function = 'btrfs_page_mkwrite'
GROUP BY capture_id
