-- SPDX-License-Identifier: Apache-2.0
-- id:        map-sync-without-fsync
-- title:     A MAP_SYNC store was exposed before its metadata was durable
-- severity:  critical
-- family:    dax
-- anomaly:   F02
-- evidence:  exact
-- needs:     dax_fault, pfn_mkwrite, op_call, loss_gap
-- reference: fs/dax.c dax_finish_sync_fault (vfs_fsync_range, then dax_insert_pfn_mkwrite), 5.10 to 6.12; Documentation/filesystems/dax.rst; mmap(2) MAP_SYNC
WITH asked AS (
  SELECT *
  FROM dax_fault
  WHERE write
    AND unpaired IS NULL
    AND (result & 8192) <> 0
),
mapped AS (
  SELECT
    a.*,
    p.start_ts AS mapped_ts,
    COALESCE(g.to_ts >= a.end_ts, FALSE) AS lost
  FROM asked AS a
  ASOF JOIN (
    SELECT
      capture_id,
      tid,
      dev,
      ino,
      index,
      COALESCE(start_ts, end_ts) AS start_ts,
      rec
    FROM pfn_mkwrite
    WHERE has_entry
  ) AS p
    ON p.capture_id = a.capture_id
    AND p.tid = a.tid
    AND p.dev = a.dev
    AND p.ino = a.ino
    AND p.index = a.index
    AND p.start_ts >= a.end_ts
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = a.capture_id
    AND g.buffer_id = a.buffer_id
    AND g.from_ts <= p.start_ts
),
synced AS (
  SELECT
    m.*,
    s.start_ts AS sync_ts
  FROM mapped AS m
  ASOF LEFT JOIN (SELECT * FROM op_call WHERE function = 'vfs_fsync_range') AS s
    ON s.capture_id = m.capture_id
    AND s.tid = m.tid
    AND s.start_ts <= m.mapped_ts
  WHERE m.capture_id IN (SELECT capture_id FROM op_call WHERE function = 'vfs_fsync_range')
)
SELECT
  MIN(end_ts) AS ts,
  ARG_MIN(cpu, end_ts) AS cpu,
  ARG_MIN(tid, end_ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format('{} pages of a MAP_SYNC mapping became writable without the fsync that their fault asked for; first page {}', COUNT(*), ARG_MIN(index, end_ts)) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS pages,
  ARG_MIN(index, end_ts) AS first_index,
  ARG_MIN(mapped_ts, end_ts) AS mapped_ts,
  MAX(mapped_ts) AS last_ts
FROM synced
WHERE NOT lost
  AND (sync_ts >= end_ts) IS NOT TRUE
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
