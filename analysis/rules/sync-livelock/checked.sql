-- SPDX-License-Identifier: Apache-2.0
-- title: Rounds of writing one inode for a sync (WB_SYNC_ALL); undecided are those that a loss overlaps
-- needs: single_inode_writeback, folio_dirtied
SELECT
  capture_id,
  COUNT(*) FILTER (unpaired IS NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM single_inode_writeback
WHERE sync
GROUP BY capture_id
