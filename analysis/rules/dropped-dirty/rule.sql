-- SPDX-License-Identifier: Apache-2.0
-- id:        dropped-dirty
-- title:     Pages were cleaned for writing and then not written
-- severity:  critical
-- family:    accounting
-- anomaly:   A02
-- evidence:  exact
-- needs:     cleaned_page
-- param:     max_gap_ns = 5000000000  time after which a clean page that nobody's call holds any more counts as dropped [ns]
-- reference: Documentation/filesystems/locking.rst, writepage; mm/page-writeback.c folio_clear_dirty_for_io; invariant I6
SELECT
  MIN(ts) AS ts,
  ARG_MIN(cpu, ts) AS cpu,
  ARG_MIN(tid, ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} folios were cleaned for writing, but not put under writeback, redirtied or dropped; first page {}, cleaned in {}',
    COUNT(*), ARG_MIN(index, ts), ARG_MIN(COALESCE(call, 'a work of the flusher'), ts)
  ) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS folios,
  CAST(SUM(pages) AS BIGINT) AS pages,
  ARG_MIN(index, ts) AS first_index,
  ARG_MIN(call, ts) AS first_call,
  MAX(ts) AS last_ts
FROM cleaned_page
WHERE NOT lost
  AND (next_kind IS NULL OR next_kind IN ('cleaned', 'dirtied'))
  AND COALESCE(call_end_ts, ts + $max_gap_ns) < COALESCE(next_ts, end_of_capture)
  AND NOT journalled
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
