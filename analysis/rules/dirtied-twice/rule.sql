-- SPDX-License-Identifier: Apache-2.0
-- id:        dirtied-twice
-- title:     A page became dirty twice without being cleaned in between
-- severity:  high
-- family:    accounting
-- anomaly:   A03
-- evidence:  exact
-- needs:     page_event, folio_cleaned, folio_cancelled, folio_removed, loss_gap
-- reference: mm/page-writeback.c folio_account_dirtied (runs only when PG_dirty goes from 0 to 1, 5.10 to 6.12)
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
twice AS (
  SELECT a.*
  FROM act AS a
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = a.capture_id
    AND g.buffer_id = a.buffer_id
    AND g.from_ts <= a.ts
  WHERE a.kind = 'dirtied'
    AND a.last_kind = 'dirtied'
    AND a.pages_exact
    AND (g.to_ts >= a.last_ts) IS NOT TRUE
)
SELECT
  MIN(ts) AS ts,
  ARG_MIN(cpu, ts) AS cpu,
  ARG_MIN(tid, ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} pages became dirty twice without a cleaning in between; first page {}, after {} us', COUNT(*), ARG_MIN(index, ts),
    ARG_MIN(ts - last_ts, ts) // 1000
  ) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS pages,
  ARG_MIN(index, ts) AS first_index,
  ARG_MIN(last_ts, ts) AS dirtied_before_ts,
  MAX(ts) AS last_ts
FROM twice
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
