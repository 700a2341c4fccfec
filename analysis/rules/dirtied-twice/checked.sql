-- SPDX-License-Identifier: Apache-2.0
-- title: Dirty events of pages that were dirty before in the capture, of folios of known size; undecided are those near a loss
-- needs: page_event, folio_cleaned, folio_cancelled, folio_removed, loss_gap
WITH act AS (
  SELECT
    *,
    LAG(kind) OVER page AS last_kind,
    LAG(ts) OVER page AS last_ts
  FROM page_event
  WHERE dev IS NOT NULL
    AND kind NOT IN ('waited', 'mkcleaned', 'writeback_started', 'writeback_ended')
  WINDOW page AS (PARTITION BY capture_id, dev, ino, index ORDER BY seq)
)
SELECT
  a.capture_id,
  COUNT(*) FILTER ((g.to_ts >= a.last_ts) IS NOT TRUE) AS checked,
  COUNT(*) FILTER (g.to_ts >= a.last_ts AND a.last_kind = 'dirtied') AS undecided
FROM act AS a
ASOF LEFT JOIN loss_gap AS g
  ON g.capture_id = a.capture_id
  AND g.buffer_id = a.buffer_id
  AND g.from_ts <= a.ts
WHERE a.kind = 'dirtied'
  AND a.last_kind IS NOT NULL
  AND a.pages_exact
GROUP BY a.capture_id
