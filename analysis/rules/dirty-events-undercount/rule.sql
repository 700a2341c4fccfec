-- SPDX-License-Identifier: Apache-2.0
-- id:        dirty-events-undercount
-- title:     The kernel counted more dirtied pages than the dirty events explain
-- severity:  info
-- family:    accounting
-- anomaly:   A10
-- needs:     dirty_state, folio_dirtied, loss_gap
-- param:     ratio_percent = 125  counted pages per explained page that are left alone [%]
-- param:     drift_per_cpu = 125  pages that one cpu may not have added to the counter yet [pages]
-- reference: include/trace/events/writeback.h writeback_dirty_folio (no size of the folio), 5.10 to 6.12
WITH counted AS (
  SELECT
    s.capture_id,
    MIN(s.ts) AS from_ts,
    MAX(s.ts) AS to_ts,
    ARG_MAX(s.nr_dirtied, s.ts) - ARG_MIN(s.nr_dirtied, s.ts) AS counted
  FROM dirty_state AS s
  GROUP BY s.capture_id
  HAVING COUNT(*) > 1
),
explained AS (
  SELECT
    c.capture_id,
    SUM(d.pages) AS pages,
    COUNT(*) FILTER (NOT d.pages_exact) AS unknown
  FROM counted AS c
  JOIN folio_dirtied AS d
    ON d.capture_id = c.capture_id
    AND d.ts BETWEEN c.from_ts AND c.to_ts
  GROUP BY c.capture_id
),
machine AS (
  SELECT
    capture_id,
    COUNT(DISTINCT cpu) AS cpus
  FROM cpu
  GROUP BY capture_id
),
compared AS (
  SELECT
    c.*,
    COALESCE(e.pages, 0) AS pages,
    COALESCE(e.unknown, 0) AS unknown,
    2 * $drift_per_cpu * m.cpus AS tolerance,
    g.capture_id IS NOT NULL AS lost
  FROM counted AS c
  JOIN machine AS m
    ON m.capture_id = c.capture_id
  LEFT JOIN explained AS e
    ON e.capture_id = c.capture_id
  LEFT JOIN (SELECT DISTINCT capture_id FROM loss_gap) AS g
    ON g.capture_id = c.capture_id
)
SELECT
  from_ts AS ts,
  CAST(NULL AS SMALLINT) AS cpu,
  CAST(NULL AS INTEGER) AS tid,
  'the whole machine' AS subject,
  format(
    '{} of {} pages that the kernel counted as dirtied are explained by dirty events; {} events are of folios of unknown size. Totals from events are a '
    || 'lower bound', CAST(pages AS BIGINT), counted, unknown
  ) AS message,
  capture_id,
  CAST(pages AS BIGINT) AS explained,
  counted,
  unknown,
  tolerance,
  to_ts AS last_ts
FROM compared
WHERE NOT lost
  AND counted * 100 > pages * $ratio_percent
  AND counted - pages > tolerance
ORDER BY capture_id
