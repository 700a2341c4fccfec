-- SPDX-License-Identifier: Apache-2.0
-- id:        redirty-storm
-- title:     Writeback gave up on the same pages again and again
-- severity:  medium
-- family:    accounting
-- anomaly:   A08
-- evidence:  exact
-- needs:     page_event, folio_redirtied
-- param:     min_redirty = 8  times a page is given back that make a storm
-- param:     window_s = 60  time they must fall into [s]
-- param:     ratio_percent = 50  share of the pages of a file that may be given back [%]
-- reference: mm/page-writeback.c folio_redirty_for_writepage, folio_account_redirty, 5.10 to 6.12
WITH act AS (
  SELECT
    e.*,
    e.ts - LAG(e.ts, $min_redirty - 1) OVER page <= CAST($window_s AS BIGINT) * 1000000000 AS storm
  FROM page_event AS e
  WHERE e.kind = 'redirtied'
    AND e.dev IS NOT NULL
  WINDOW page AS (PARTITION BY e.capture_id, e.dev, e.ino, e.index ORDER BY e.seq)
),
redirtied AS (
  SELECT
    capture_id,
    dev,
    ino,
    COUNT(*) AS redirties,
    COUNT(DISTINCT index) FILTER (storm) AS stormy,
    ARG_MIN(index, ts) FILTER (storm) AS first_index,
    MIN(ts) AS ts,
    ARG_MIN(cpu, ts) AS cpu,
    ARG_MIN(tid, ts) AS tid,
    MAX(ts) AS last_ts
  FROM act
  GROUP BY capture_id, dev, ino
),
cleaned AS (
  SELECT
    capture_id,
    dev,
    ino,
    COUNT(*) AS cleanings
  FROM page_event
  WHERE kind = 'cleaned'
    AND dev IS NOT NULL
  GROUP BY capture_id, dev, ino
)
SELECT
  r.ts,
  r.cpu,
  r.tid,
  format('inode {} on device {}:{}', r.ino, r.dev >> 20, r.dev & 1048575) AS subject,
  CASE
    WHEN r.stormy > 0 THEN format('writeback gave up on {} pages at least {} times in {} s; first page {}', r.stormy, $min_redirty, $window_s, r.first_index)
    ELSE format('writeback gave {} of {} pages back unwritten', r.redirties, c.cleanings)
  END AS message,
  r.capture_id,
  r.dev,
  r.ino,
  r.redirties,
  c.cleanings,
  r.stormy AS pages,
  r.first_index,
  r.last_ts
FROM redirtied AS r
LEFT JOIN cleaned AS c
  ON c.capture_id = r.capture_id
  AND c.dev = r.dev
  AND c.ino = r.ino
WHERE r.stormy > 0
  OR (r.redirties >= $min_redirty AND r.redirties * 100 > $ratio_percent * c.cleanings)
ORDER BY r.capture_id, r.ts, r.dev, r.ino
