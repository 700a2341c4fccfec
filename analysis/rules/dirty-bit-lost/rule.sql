-- SPDX-License-Identifier: Apache-2.0
-- id:        dirty-bit-lost
-- title:     Writeback found a page clean that had become dirty
-- severity:  critical
-- family:    accounting
-- evidence:  exact
-- reference: mm/page-writeback.c folio_clear_dirty_for_io (the result is the old dirty bit), __folio_cancel_dirty, 5.10 to 6.12; invariant I1
{{candidates}}
SELECT
  MIN(ts) AS ts,
  ARG_MIN(cpu, ts) AS cpu,
  ARG_MIN(tid, ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} pages had become dirty, and writeback found them clean; first page {}, dirtied {} us before: what was stored may never be written', COUNT(*),
    ARG_MIN(index, ts), ARG_MIN(ts - last_ts, ts) // 1000
  ) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS pages,
  ARG_MIN(index, ts) AS first_index,
  ARG_MIN(last_ts, ts) AS dirtied_ts,
  MAX(end_ts) AS last_ts
FROM judged
WHERE last_kind IN ('dirtied', 'redirtied')
  AND last_ts < ts
  AND NOT lost
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
