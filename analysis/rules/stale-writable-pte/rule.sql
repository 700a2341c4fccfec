-- SPDX-License-Identifier: Apache-2.0
-- id:        stale-writable-pte
-- title:     A page was stored to after writeback cleaned it, without a new write fault
-- severity:  critical
-- family:    mkwrite
-- anomaly:   B14
-- evidence:  exact
-- needs:     dirtied_after_clean
-- reference: mm/page-writeback.c folio_clear_dirty_for_io (folio_mkclean write-protects every pte); invariant I2
SELECT
  MIN(ts) AS ts,
  ARG_MIN(cpu, ts) AS cpu,
  ARG_MIN(tid, ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} of {} pages that unmapping found dirty were clean, and no page_mkwrite came since; first page {}, cleaned {} us before',
    COUNT(*) FILTER (stale), COUNT(*), ARG_MIN(index, ts) FILTER (stale), ARG_MIN(ts - cleaned_ts, ts) FILTER (stale) // 1000
  ) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) FILTER (stale) AS stale,
  COUNT(*) AS dirtied,
  ARG_MIN(index, ts) FILTER (stale) AS first_index,
  ARG_MIN(cleaned_ts, ts) FILTER (stale) AS cleaned_ts,
  ARG_MIN(call, ts) FILTER (stale) AS call,
  MAX(ts) AS last_ts
FROM dirtied_after_clean
WHERE NOT lost
  AND call IN ('munmap', 'madvise', 'mremap', 'exit')
GROUP BY capture_id, dev, ino
HAVING BOOL_OR(stale)
ORDER BY capture_id, ts, dev, ino
