-- SPDX-License-Identifier: Apache-2.0
-- title: Intervals under writeback, of pages where these were recorded, else of inodes; undecided are those that a loss overlaps
-- needs: page_writeback, inode_writeback
SELECT
  capture_id,
  COUNT(*) FILTER (start_ts IS NOT NULL AND open IS DISTINCT FROM 'lost events') AS checked,
  COUNT(*) FILTER (open = 'lost events') AS undecided
FROM (
  SELECT capture_id, start_ts, open FROM page_writeback
  UNION ALL
  SELECT capture_id, start_ts, open FROM inode_writeback WHERE capture_id NOT IN (SELECT capture_id FROM page_writeback)
)
GROUP BY capture_id
