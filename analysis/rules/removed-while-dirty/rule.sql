-- SPDX-License-Identifier: Apache-2.0
-- id:        removed-while-dirty
-- title:     A dirty page left the page cache
-- severity:  critical
-- family:    accounting
-- anomaly:   A07
-- evidence:  exact
-- reference: mm/filemap.c filemap_unaccount_folio (dirty at removal: "a bug and loss of unwritten data"), 5.10 to 6.12
WITH gone AS (
  SELECT *
  FROM ({{last_act removed}})
  WHERE last_kind IN ('dirtied', 'redirtied')
    AND NOT near_loss
)
SELECT
  MIN(ts) AS ts,
  ARG_MIN(cpu, ts) AS cpu,
  ARG_MIN(tid, ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} pages left the page cache while dirty; first page {}, dirtied {} us before: unwritten data was lost', COUNT(*),
    ARG_MIN(index, ts), ARG_MIN(ts - last_ts, ts) // 1000
  ) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS pages,
  ARG_MIN(index, ts) AS first_index,
  ARG_MIN(last_ts, ts) AS dirtied_ts,
  MAX(ts) AS last_ts
FROM gone
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
