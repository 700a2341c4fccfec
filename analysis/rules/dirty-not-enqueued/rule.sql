-- SPDX-License-Identifier: Apache-2.0
-- id:        dirty-not-enqueued
-- title:     A file became dirty but was not queued for writeback
-- severity:  high
-- family:    writeback
-- anomaly:   C03
-- param:     max_ms = 1  time the thread may take from the page to the inode [ms]
-- param:     settle_ms = 100  time after a round of writing in which the flusher itself may still be putting the inode away [ms]
-- reference: fs/fs-writeback.c __mark_inode_dirty, inode_sync_complete (5.10 to 6.12)
{{candidates}},
touched AS (
  SELECT capture_id, dev, ino, ts
  FROM inode_event
  WHERE kind IN ('queued', 'marked', 'requeued', 'evicted')
    AND dev IS NOT NULL
),
judged AS (
  SELECT f.*, t.ts AS touched_ts
  FROM (SELECT *, ts + CAST($max_ms AS BIGINT) * 1000000 AS limit_ts FROM first_dirty) AS f
  ASOF LEFT JOIN touched AS t
    ON t.capture_id = f.capture_id
    AND t.dev = f.dev
    AND t.ino = f.ino
    AND t.ts <= f.limit_ts
)
SELECT
  ts,
  cpu,
  tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format('page {} became dirty {} ms after the inode was clean, and the inode was neither marked nor queued', index, (ts - end_ts) // 1000000) AS message,
  capture_id,
  dev,
  ino,
  index AS first_index,
  1 AS pages,
  end_ts AS clean_ts,
  limit_ts AS last_ts
FROM judged AS j
WHERE (touched_ts IS NULL OR touched_ts < start_ts)
  AND ts - end_ts > CAST($settle_ms AS BIGINT) * 1000000
  AND limit_ts <= (SELECT c.end_ts FROM capture AS c WHERE c.capture_id = j.capture_id)
  AND NOT EXISTS (
    SELECT 1
    FROM lost_event AS l
    WHERE l.capture_id = j.capture_id
      AND COALESCE(l.before_ts, j.limit_ts) >= j.start_ts
      AND COALESCE(l.after_ts, j.start_ts) <= j.limit_ts
  )
ORDER BY capture_id, ts, dev, ino
