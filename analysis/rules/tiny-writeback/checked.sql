-- SPDX-License-Identifier: Apache-2.0
-- title: Rounds of writing one inode whose end tells whether dirty pages are left; undecided are those that a loss overlaps
-- needs: single_inode_writeback
SELECT
  capture_id,
  COUNT(*) FILTER (unpaired IS NULL AND dirty_pages_left IS NOT NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM single_inode_writeback
GROUP BY capture_id
