-- SPDX-License-Identifier: Apache-2.0
-- id:        lookup-in-mkwrite
-- title:     page_mkwrite put the page into the page cache itself
-- severity:  high
-- family:    mkwrite
-- anomaly:   B05
-- evidence:  exact
-- needs:     mkwrite, folio_added
-- reference: Documentation/filesystems/locking.rst, page_mkwrite ("the filesystem ... should not lookup a new page"), v5.10 to v6.12
WITH added AS (
  SELECT
    m.*,
    a.ts AS added_ts
  FROM folio_added AS a
  ASOF JOIN (SELECT * FROM mkwrite WHERE level = 'fs') AS m
    ON m.capture_id = a.capture_id
    AND m.buffer_id = a.buffer_id
    AND m.tid = a.tid
    AND m.dev = a.dev
    AND m.ino = a.ino
    AND m.index = a.index
    AND m.start_ts <= a.ts
  WHERE m.end_ts >= a.ts
    AND NOT a.in_interrupt
    AND m.unpaired IS NULL
)
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format('{} calls of {} put their page into the page cache themselves; first page {}', COUNT(*), ANY_VALUE(function), ARG_MIN(index, start_ts)) AS message,
  capture_id,
  dev,
  ino,
  ANY_VALUE(function) AS function,
  COUNT(*) AS calls,
  ARG_MIN(index, start_ts) AS first_index,
  ARG_MIN(added_ts, start_ts) AS added_ts,
  MAX(end_ts) AS last_ts
FROM added
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
