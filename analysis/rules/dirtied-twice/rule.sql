-- SPDX-License-Identifier: Apache-2.0
-- id:        dirtied-twice
-- title:     A page became dirty twice without being cleaned in between
-- severity:  high
-- family:    accounting
-- anomaly:   A03
-- evidence:  exact
-- reference: mm/page-writeback.c folio_account_dirtied (runs only when PG_dirty goes from 0 to 1, 5.10 to 6.12)
WITH twice AS (
  SELECT *
  FROM ({{last_act dirtied}})
  WHERE last_kind = 'dirtied'
    AND pages_exact
    AND NOT near_loss
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
