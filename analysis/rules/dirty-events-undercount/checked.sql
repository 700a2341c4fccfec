-- SPDX-License-Identifier: Apache-2.0
-- title: Captures with two readings of the counters; undecided are those with losses
-- needs: dirty_state, folio_dirtied, loss_gap
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
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM compared
GROUP BY capture_id
