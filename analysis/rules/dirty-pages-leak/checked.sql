-- SPDX-License-Identifier: Apache-2.0
-- title: Idle windows: readings before which nothing was dirtied for idle_s
-- needs: dirty_state
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
  capture_id,
  GREATEST(COUNT(*) - ($rising_windows - 1), 0) AS checked,
  0 AS undecided
FROM window_floor
GROUP BY capture_id
