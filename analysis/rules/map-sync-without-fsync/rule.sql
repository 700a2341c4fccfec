-- SPDX-License-Identifier: Apache-2.0
-- id:        map-sync-without-fsync
-- title:     A MAP_SYNC store was exposed before its metadata was durable
-- severity:  critical
-- family:    dax
-- anomaly:   F02
-- evidence:  exact
-- reference: fs/dax.c dax_finish_sync_fault (vfs_fsync_range, then dax_insert_pfn_mkwrite), 5.10 to 6.12; Documentation/filesystems/dax.rst; mmap(2) MAP_SYNC
{{candidates}}
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
