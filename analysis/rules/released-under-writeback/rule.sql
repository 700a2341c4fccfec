-- SPDX-License-Identifier: Apache-2.0
-- id:        released-under-writeback
-- title:     A page under writeback was to be released
-- severity:  high
-- family:    writeback
-- needs:     op_call, page_writeback
-- param:     clock_guard_ns = 1000  disagreement of two cpus' clocks that is allowed for [ns]
-- reference: Documentation/filesystems/locking.rst, release_folio (v6.12) and releasepage (v5.10); mm/filemap.c filemap_release_folio, try_to_release_page (5.10 to 6.12)
WITH released AS (
  SELECT *
  FROM op_call
  WHERE operation IN ('address_space_operations.release_folio', 'address_space_operations.releasepage')
    AND role = 'method'
    AND ino IS NOT NULL
    AND index IS NOT NULL
)
SELECT
  MIN(r.start_ts) AS ts,
  ARG_MIN(r.cpu, r.start_ts) AS cpu,
  ARG_MIN(r.tid, r.start_ts) AS tid,
  format('inode {} on device {}:{}', r.ino, r.dev >> 20, r.dev & 1048575) AS subject,
  format('{} calls of {} for pages under writeback; first page {}', COUNT(*), ANY_VALUE(r.function), ARG_MIN(r.index, r.start_ts)) AS message,
  r.capture_id,
  r.dev,
  r.ino,
  COUNT(*) AS calls,
  ARG_MIN(r.index, r.start_ts) AS first_index,
  ARG_MIN(w.start_ts, r.start_ts) AS writeback_ts
FROM released AS r
ASOF JOIN page_writeback AS w
  ON w.capture_id = r.capture_id
  AND w.dev = r.dev
  AND w.ino = r.ino
  AND w.index = r.index
  AND w.start_ts <= r.start_ts
WHERE w.end_ts > r.start_ts + $clock_guard_ns
  AND w.open IS NULL
GROUP BY r.capture_id, r.dev, r.ino
ORDER BY r.capture_id, ts, r.dev, r.ino
