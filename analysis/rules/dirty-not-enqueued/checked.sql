-- SPDX-License-Identifier: Apache-2.0
-- title: First dirty pages of inodes that a round of writing left clean; undecided are those in captures that lost events
-- needs: folio_dirtied, inode_event, single_inode_writeback
WITH clean AS (
  SELECT capture_id, dev, ino, end_ts
  FROM single_inode_writeback
  WHERE unpaired IS NULL
    AND dev IS NOT NULL
    AND (end_state & 7) = 0
),
first_dirty AS (
  SELECT DISTINCT d.capture_id, d.dev, d.ino, s.end_ts
  FROM folio_dirtied AS d
  ASOF JOIN clean AS s
    ON s.capture_id = d.capture_id
    AND s.dev = d.dev
    AND s.ino = d.ino
    AND s.end_ts <= d.ts
)
SELECT
  capture_id,
  COUNT(*) FILTER (capture_id NOT IN (SELECT capture_id FROM lost_event)) AS checked,
  COUNT(*) FILTER (capture_id IN (SELECT capture_id FROM lost_event)) AS undecided
FROM first_dirty
GROUP BY capture_id
