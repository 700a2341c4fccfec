-- SPDX-License-Identifier: Apache-2.0
-- id:        io-error-not-recorded
-- title:     A write failed on the device and no file recorded the error
-- severity:  high
-- family:    writeback
-- anomaly:   C11
-- needs:     block_request, single_inode_writeback, writeback_error
-- param:     max_s = 1  time in which a file must have recorded it [s]
-- reference: mm/filemap.c __filemap_set_wb_err, include/linux/pagemap.h mapping_set_error, block/blk-mq.c blk_update_request (5.10 to 6.12)
WITH disk AS (
  {{disk}}
),
failed AS (
  SELECT r.*
  FROM block_request AS r
  ASOF JOIN single_inode_writeback AS s
    ON s.capture_id = r.capture_id
    AND s.tid = r.tid
    AND s.start_ts <= r.start_ts
  WHERE r.errno > 0
    AND r.op = 'write'
    AND NOT r.meta
    AND r.start_ts <= COALESCE(s.end_ts, r.start_ts)
),
recorded AS (
  SELECT e.capture_id, COALESCE(d.disk, e.dev) AS disk, e.ts
  FROM writeback_error AS e
  LEFT JOIN disk AS d
    ON d.capture_id = e.capture_id
    AND d.dev = e.dev
  WHERE e.kind = 'set'
),
answered AS (
  SELECT f.*, n.ts AS recorded_ts
  FROM failed AS f
  ASOF LEFT JOIN recorded AS n
    ON n.capture_id = f.capture_id
    AND n.disk = f.dev
    AND n.ts >= f.end_ts
)
SELECT
  a.end_ts AS ts,
  a.cpu,
  a.tid,
  format('device {}:{}, sector {}', a.dev >> 20, a.dev & 1048575, a.sector) AS subject,
  format('a write of {} sectors failed with error {}, and no file of the device recorded an error within {} s', a.sectors, a.errno, $max_s) AS message,
  a.capture_id,
  a.dev,
  a.sector,
  a.errno,
  512 * a.sectors AS bytes,
  a.end_ts + CAST($max_s AS BIGINT) * 1000000000 AS last_ts
FROM answered AS a
JOIN capture AS c
  ON c.capture_id = a.capture_id
WHERE COALESCE(a.recorded_ts, 9223372036854775807) - a.end_ts > CAST($max_s AS BIGINT) * 1000000000
  AND c.end_ts - a.end_ts > CAST($max_s AS BIGINT) * 1000000000
  AND NOT EXISTS (
    SELECT 1
    FROM lost_event AS l
    WHERE l.capture_id = a.capture_id
      AND COALESCE(l.before_ts, a.end_ts) >= a.end_ts
      AND COALESCE(l.after_ts, a.end_ts) <= a.end_ts + CAST($max_s AS BIGINT) * 1000000000
  )
ORDER BY a.capture_id, ts, subject
