-- SPDX-License-Identifier: Apache-2.0
-- id:        stale-dirty-inode
-- title:     An inode stayed dirty although the flusher ran again and again
-- severity:  critical
-- family:    writeback
-- anomaly:   C02
-- needs:     inode_event, single_inode_writeback, flush_work, bdi_device
-- param:     max_age_s = 40  age at which the flusher must have picked it: dirty_expire_interval and two wakeups [s]
-- param:     min_runs = 2  periodic works that began after it was old enough
-- reference: fs/fs-writeback.c move_expired_inodes, queue_io, wb_check_old_data_flush (5.10 to 6.12)
WITH one_disk AS (
  SELECT capture_id, dev, ANY_VALUE(bdi) AS bdi
  FROM bdi_device
  WHERE dev IS NOT NULL
    AND NOT COALESCE(block_device, FALSE)
  GROUP BY capture_id, dev
  HAVING COUNT(DISTINCT bdi) = 1
),
queued AS (
  SELECT e.capture_id, e.dev, e.ino, e.ts, e.cpu, e.tid, d.bdi, c.end_ts AS capture_end
  FROM inode_event AS e
  JOIN one_disk AS d
    ON d.capture_id = e.capture_id
    AND d.dev = e.dev
  JOIN capture AS c
    ON c.capture_id = e.capture_id
  WHERE e.kind = 'queued'
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
),
stale AS (
  SELECT *, COALESCE(picked_ts, capture_end) AS stop_ts
  FROM picked
  WHERE COALESCE(picked_ts, capture_end) - ts > CAST($max_age_s AS BIGINT) * 1000000000
),
judged AS (
  SELECT
    s.*,
    (
      SELECT COUNT(*)
      FROM flush_work AS w
      WHERE w.capture_id = s.capture_id
        AND w.bdi = s.bdi
        AND w.for_kupdate
        AND w.end_ts < s.stop_ts
        AND w.start_ts > s.ts + CAST($max_age_s AS BIGINT) * 1000000000
    ) AS runs,
    (SELECT COUNT(DISTINCT w.cgroup_ino) FROM flush_work AS w WHERE w.capture_id = s.capture_id AND w.bdi = s.bdi) AS cgroups,
    (
      SELECT COUNT(*)
      FROM lost_event AS l
      WHERE l.capture_id = s.capture_id
        AND COALESCE(l.before_ts, s.stop_ts) >= s.ts
        AND COALESCE(l.after_ts, s.ts) <= s.stop_ts
    ) AS losses
  FROM stale AS s
)
SELECT
  ts,
  cpu,
  tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format('stayed dirty {} s without being picked by the flusher, although it ran {} times since it was old enough', (stop_ts - ts) // 1000000000, runs)
    AS message,
  capture_id,
  dev,
  ino,
  bdi,
  stop_ts - ts AS age_ns,
  runs,
  picked_ts,
  stop_ts AS last_ts
FROM judged
WHERE runs >= $min_runs
  AND cgroups <= 1
  AND losses = 0
ORDER BY capture_id, ts, dev, ino
