-- SPDX-License-Identifier: Apache-2.0
-- title: Whole rounds that were asked for a number of pages; undecided are those a loss overlaps
-- needs: single_inode_writeback
SELECT
  capture_id,
  COUNT(*) FILTER (end_ts IS NOT NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM single_inode_writeback
WHERE nr_to_write < 4611686018427387904
GROUP BY capture_id
