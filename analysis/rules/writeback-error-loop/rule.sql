-- SPDX-License-Identifier: Apache-2.0
-- id:        writeback-error-loop
-- title:     Writeback of the same page fails again and again
-- severity:  high
-- family:    writeback
-- anomaly:   C12
-- needs:     page_event, writeback_error
-- param:     min_errors = 10  attempts to write one page that were followed by an error of its file
-- reference: fs/iomap/buffered-io.c iomap_finish_ioend, fs/buffer.c end_buffer_async_write, mm/filemap.c __filemap_set_wb_err (5.10 to 6.12)
WITH attempt AS (
  SELECT
    capture_id,
    dev,
    ino,
    index,
    ts,
    cpu,
    tid,
    LEAD(ts) OVER (PARTITION BY capture_id, dev, ino, index ORDER BY seq) AS next_ts
  FROM page_event
  WHERE kind = 'writeback_started'
    AND dev IS NOT NULL
),
failed AS (
  SELECT a.*, e.ts AS error_ts, e.errno
  FROM attempt AS a
  ASOF JOIN (SELECT * FROM writeback_error WHERE kind = 'set') AS e
    ON e.capture_id = a.capture_id
    AND e.dev = a.dev
    AND e.ino = a.ino
    AND e.ts >= a.ts
  WHERE e.ts < COALESCE(a.next_ts, 9223372036854775807)
),
page AS (
  SELECT
    capture_id,
    dev,
    ino,
    index,
    COUNT(*) AS errors,
    MIN(ts) AS ts,
    ARG_MIN(cpu, ts) AS cpu,
    ARG_MIN(tid, ts) AS tid,
    MAX(errno) AS errno,
    MAX(error_ts) AS last_ts
  FROM failed
  GROUP BY capture_id, dev, ino, index
  HAVING COUNT(*) > $min_errors
)
SELECT
  MIN(ts) AS ts,
  ARG_MIN(cpu, ts) AS cpu,
  ARG_MIN(tid, ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format('writeback of {} pages failed again and again: page {} {} times', COUNT(*), ARG_MAX(index, errors), MAX(errors)) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS pages,
  MAX(errors) AS errors,
  ARG_MAX(index, errors) AS first_index,
  MAX(errno) AS errno,
  MAX(last_ts) AS last_ts
FROM page
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
