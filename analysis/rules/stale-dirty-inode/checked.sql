-- SPDX-License-Identifier: Apache-2.0
-- title: Inodes put on a list for writeback whose next round of writing or eviction was seen; undecided are older ones with a loss in between
-- needs: inode_event, single_inode_writeback
-- param: max_age_s
WITH queued AS (
  SELECT e.capture_id, e.dev, e.ino, e.ts, c.end_ts AS capture_end
  FROM inode_event AS e
  JOIN capture AS c
    ON c.capture_id = e.capture_id
  WHERE e.kind = 'queued'
    AND e.dev IS NOT NULL
),
picked AS (
  SELECT q.*, s.start_ts AS picked_ts
  FROM queued AS q
  ASOF LEFT JOIN (
    SELECT capture_id, dev, ino, start_ts FROM single_inode_writeback WHERE dev IS NOT NULL
    UNION ALL
    SELECT capture_id, dev, ino, ts FROM inode_event WHERE kind = 'evicted' AND dev IS NOT NULL
  ) AS s
    ON s.capture_id = q.capture_id
    AND s.dev = q.dev
    AND s.ino = q.ino
    AND s.start_ts >= q.ts
)
SELECT
  capture_id,
  COUNT(*) FILTER (picked_ts IS NOT NULL) AS checked,
  COUNT(*) FILTER (
    picked_ts IS NULL
    AND capture_end - ts > CAST($max_age_s AS BIGINT) * 1000000000
    AND capture_id IN (SELECT capture_id FROM lost_event)
  ) AS undecided
FROM picked
GROUP BY capture_id
