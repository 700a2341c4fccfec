-- SPDX-License-Identifier: Apache-2.0
-- id:        stale-dirty-inode
-- title:     An inode stayed dirty although the flusher ran again and again
-- severity:  critical
-- family:    writeback
-- anomaly:   C02
-- needs:     flush_work, bdi_device, loss_gap
-- param:     max_age_s = 40  age at which the flusher must have picked it: dirty_expire_interval and two wakeups [s]
-- param:     min_runs = 2  periodic works that began after it was old enough
-- reference: fs/fs-writeback.c move_expired_inodes, queue_io, wb_check_old_data_flush (5.10 to 6.12)
{{candidates}},
one_disk AS (
  SELECT capture_id, dev, ANY_VALUE(bdi) AS bdi
  FROM bdi_device
  WHERE dev IS NOT NULL
    AND NOT COALESCE(block_device, FALSE)
  GROUP BY capture_id, dev
  HAVING COUNT(DISTINCT bdi) = 1
),
one_flusher AS (
  SELECT capture_id, bdi FROM flush_work GROUP BY capture_id, bdi HAVING COUNT(DISTINCT cgroup_ino) <= 1
),
stale AS (
  SELECT
    p.*,
    d.bdi,
    COALESCE(p.picked_ts, p.capture_end) AS stop_ts,
    p.ts + CAST($max_age_s AS BIGINT) * 1000000000 AS due_ts
  FROM picked AS p
  JOIN one_disk AS d
    ON d.capture_id = p.capture_id
    AND d.dev = p.dev
  WHERE COALESCE(p.picked_ts, p.capture_end) - p.ts > CAST($max_age_s AS BIGINT) * 1000000000
),
run AS (
  SELECT
    capture_id,
    bdi,
    start_ts,
    end_ts,
    ROW_NUMBER() OVER (PARTITION BY capture_id, bdi ORDER BY start_ts) AS number
  FROM flush_work
  WHERE for_kupdate
    AND end_ts IS NOT NULL
),
judged AS (
  SELECT s.*, GREATEST(ended.number - COALESCE(early.number, 0), 0) AS runs
  FROM stale AS s
  SEMI JOIN one_flusher AS o
    ON o.capture_id = s.capture_id
    AND o.bdi = s.bdi
  ASOF JOIN run AS ended
    ON ended.capture_id = s.capture_id
    AND ended.bdi = s.bdi
    AND ended.end_ts < s.stop_ts
  ASOF LEFT JOIN run AS early
    ON early.capture_id = s.capture_id
    AND early.bdi = s.bdi
    AND early.start_ts <= s.due_ts
  ANTI JOIN loss_gap AS l
    ON l.capture_id = s.capture_id
    AND l.to_ts >= s.ts
    AND l.from_ts <= s.stop_ts
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
ORDER BY capture_id, ts, dev, ino
