-- SPDX-License-Identifier: Apache-2.0
-- id:        removed-while-dirty
-- title:     A dirty page left the page cache
-- severity:  critical
-- family:    accounting
-- anomaly:   A07
-- evidence:  exact
-- needs:     page_event, folio_cleaned, folio_cancelled, folio_removed, loss_gap
-- reference: mm/filemap.c filemap_unaccount_folio (dirty at removal: "a bug and loss of unwritten data"), 5.10 to 6.12
WITH act AS (
  SELECT
    *,
    LAG(kind) OVER page AS last_kind,
    LAG(ts) OVER page AS last_ts
  FROM page_event
  WHERE dev IS NOT NULL
    AND kind NOT IN ('waited', 'mkcleaned', 'writeback_started', 'writeback_ended')
  WINDOW page AS (PARTITION BY capture_id, dev, ino, index ORDER BY seq)
),
gone AS (
  SELECT a.*
  FROM act AS a
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = a.capture_id
    AND g.buffer_id = a.buffer_id
    AND g.from_ts <= a.ts
  WHERE a.kind = 'removed'
    AND a.last_kind IN ('dirtied', 'redirtied')
    AND (g.to_ts >= a.last_ts) IS NOT TRUE
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
