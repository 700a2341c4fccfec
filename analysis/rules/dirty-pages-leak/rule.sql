-- SPDX-License-Identifier: Apache-2.0
-- id:        dirty-pages-leak
-- title:     The number of dirty pages at idle keeps rising
-- severity:  high
-- family:    accounting
-- anomaly:   A06
-- needs:     dirty_state
-- param:     idle_s = 60  without dirtying for so long the machine is idle [s]
-- param:     idle_pages = 8  dirtied pages that are left alone in that time [pages]
-- param:     rising_windows = 3  idle windows that must rise in a row
-- param:     drift_per_cpu = 125  pages that one cpu may not have added to a counter yet [pages]
-- reference: mm/filemap.c filemap_unaccount_folio; mm/page-writeback.c global_dirty_limits (a leaked count ends in permanent throttling)
WITH machine AS (
  SELECT
    capture_id,
    COUNT(DISTINCT cpu) AS cpus
  FROM cpu
  GROUP BY capture_id
),
reading AS (
  SELECT
    s.*,
    s.nr_dirtied <= e.nr_dirtied + $idle_pages AS idle
  FROM dirty_state AS s
  ASOF LEFT JOIN (SELECT capture_id, ts + CAST($idle_s AS BIGINT) * 1000000000 AS due, nr_dirtied FROM dirty_state) AS e
    ON e.capture_id = s.capture_id
    AND e.due <= s.ts
),
numbered AS (
  SELECT
    *,
    COUNT(*) FILTER (idle IS NOT TRUE) OVER (PARTITION BY capture_id ORDER BY ts, rec ROWS UNBOUNDED PRECEDING) AS busy_before
  FROM reading
),
window_floor AS (
  SELECT
    capture_id,
    busy_before,
    MIN(ts) AS ts,
    MAX(ts) AS last_ts,
    ARG_MIN(cpu, ts) AS cpu,
    MIN(nr_dirty) AS floor
  FROM numbered
  WHERE idle
  GROUP BY capture_id, busy_before
),
rising AS (
  SELECT
    *,
    floor - LAG(floor, $rising_windows - 1) OVER pass AS risen,
    LAG(ts, $rising_windows - 1) OVER pass AS from_ts,
    LAG(floor, $rising_windows - 1) OVER pass AS from_floor
  FROM (
    SELECT
      *,
      COUNT(*) FILTER (falls) OVER (PARTITION BY capture_id ORDER BY ts ROWS UNBOUNDED PRECEDING) AS climb
    FROM (
      SELECT
        *,
        (floor > LAG(floor) OVER (PARTITION BY capture_id ORDER BY ts)) IS NOT TRUE AS falls
      FROM window_floor
    )
  )
  WINDOW pass AS (PARTITION BY capture_id, climb ORDER BY ts)
)
SELECT
  MIN(r.from_ts) AS ts,
  ARG_MIN(r.cpu, r.ts) AS cpu,
  CAST(NULL AS INTEGER) AS tid,
  'the whole machine' AS subject,
  format(
    'dirty pages at idle rose from {} to {} over {} idle windows: the counter leaks, or data cannot be written', ARG_MIN(r.from_floor, r.ts),
    ARG_MAX(r.floor, r.ts), COUNT(*) + $rising_windows - 1
  ) AS message,
  r.capture_id,
  ARG_MIN(r.from_floor, r.ts) AS first_floor,
  ARG_MAX(r.floor, r.ts) AS last_floor,
  COUNT(*) + $rising_windows - 1 AS windows,
  MAX(r.last_ts) AS last_ts
FROM rising AS r
JOIN machine AS m
  ON m.capture_id = r.capture_id
WHERE r.risen > 2 * $drift_per_cpu * m.cpus
GROUP BY r.capture_id, r.climb
ORDER BY r.capture_id, ts
