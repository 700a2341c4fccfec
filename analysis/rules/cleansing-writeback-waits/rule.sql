-- SPDX-License-Identifier: Apache-2.0
-- id:        cleansing-writeback-waits
-- title:     Writeback that need not wait waited for writeback of the same file
-- severity:  low
-- family:    writeback
-- needs:     single_inode_writeback, folio_wait
-- param:     min_waits = 1  waits for pages of one file, at the least
-- reference: Documentation/filesystems/locking.rst, writepage (v5.10, v6.12): cleansing mode should not block on I/O that is going on; include/linux/writeback.h WB_SYNC_NONE (5.10 to 6.12)
WITH wait AS (
  SELECT r.*, w.start_ts AS wait_ts, w.slept_ns, w.index
  FROM folio_wait AS w
  ASOF JOIN single_inode_writeback AS r
    ON r.capture_id = w.capture_id
    AND r.buffer_id = w.buffer_id
    AND r.tid = w.tid
    AND r.ino = w.ino
    AND r.start_ts <= w.start_ts
  WHERE r.end_ts >= w.start_ts
    AND NOT r.sync
    AND r.bdi = w.bdi
)
SELECT
  MIN(wait_ts) AS ts,
  ARG_MIN(cpu, wait_ts) AS cpu,
  ARG_MIN(tid, wait_ts) AS tid,
  format('inode {} on {}', ino, bdi) AS subject,
  format('{} waits in {} rounds that need not wait, {:.3f} ms together; first page {}', COUNT(*), COUNT(DISTINCT start_ts), COALESCE(SUM(slept_ns), 0) / 1e6, ARG_MIN(index, wait_ts)) AS message,
  capture_id,
  ANY_VALUE(dev) AS dev,
  ino,
  COUNT(*) AS waits,
  CAST(SUM(slept_ns) AS BIGINT) AS slept_ns,
  ARG_MIN(index, wait_ts) AS first_index
FROM wait
GROUP BY capture_id, bdi, ino
HAVING COUNT(*) >= $min_waits
ORDER BY capture_id, ts, subject
