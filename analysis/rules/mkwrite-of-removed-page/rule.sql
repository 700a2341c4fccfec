-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-of-removed-page
-- title:     page_mkwrite succeeded on a page that had left the page cache
-- severity:  critical
-- family:    mkwrite
-- anomaly:   B06
-- evidence:  exact
-- param:     clock_guard_ns = 1000  disagreement of two cpus' clocks that is allowed for [ns]
-- reference: Documentation/filesystems/locking.rst, page_mkwrite (the page must be locked and its mapping checked); fs/iomap/buffered-io.c folio_mkwrite_check_truncate; invariant I8
{{candidates}}
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} calls of {} succeeded on pages that were not in the page cache any more; first page {}, removed by thread {} {} us before the return', COUNT(*),
    ANY_VALUE(function), ARG_MIN(index, start_ts), ARG_MIN(remover, start_ts), ARG_MIN(end_ts - removed_ts, start_ts) // 1000
  ) AS message,
  capture_id,
  dev,
  ino,
  ANY_VALUE(function) AS function,
  COUNT(*) AS calls,
  ARG_MIN(index, start_ts) AS first_index,
  ARG_MIN(removed_ts, start_ts) AS removed_ts,
  MAX(end_ts) AS last_ts
FROM raced
WHERE gone
  AND NOT lost
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
