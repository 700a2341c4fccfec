-- SPDX-License-Identifier: Apache-2.0
-- title: Spans with two readings of the counters; undecided are those out of balance where swapping was not recorded
-- needs: dirty_state, reclaim?
WITH machine AS (
  SELECT
    capture_id,
    COUNT(DISTINCT cpu) AS cpus
  FROM cpu
  GROUP BY capture_id
),
swap_event AS (
  SELECT DISTINCT
    capture_id
  FROM event_schema
  WHERE event IN ('mm_vmscan_write_folio', 'mm_vmscan_writepage')
),
swapped AS (
  SELECT
    capture_id,
    ts // (CAST($bucket_s AS BIGINT) * 1000000000) AS bucket,
    COUNT(*) AS pages
  FROM reclaim
  WHERE kind = 'written'
    AND NOT file
  GROUP BY ALL
),
span AS (
  SELECT
    capture_id,
    ts // (CAST($bucket_s AS BIGINT) * 1000000000) AS bucket,
    MIN(ts) AS ts,
    MAX(ts) AS last_ts,
    ARG_MAX(cpu, ts) AS cpu,
    ARG_MAX(nr_dirtied, ts) - ARG_MIN(nr_dirtied, ts) AS dirtied,
    ARG_MAX(nr_written, ts) - ARG_MIN(nr_written, ts) AS written,
    ARG_MAX(nr_dirty, ts) - ARG_MIN(nr_dirty, ts) AS dirty_change,
    ARG_MAX(nr_writeback, ts) - ARG_MIN(nr_writeback, ts) AS writeback_change
  FROM dirty_state
  GROUP BY ALL
  HAVING COUNT(*) > 1
),
residue AS (
  SELECT
    s.*,
    8 * $drift_per_cpu * m.cpus AS tolerance,
    COALESCE(w.pages, 0) AS swapped,
    e.capture_id IS NOT NULL AS swap_known,
    s.dirtied - (s.written - COALESCE(w.pages, 0)) - s.dirty_change - s.writeback_change AS residual
  FROM span AS s
  JOIN machine AS m
    ON m.capture_id = s.capture_id
  LEFT JOIN swapped AS w
    ON w.capture_id = s.capture_id
    AND w.bucket = s.bucket
  LEFT JOIN swap_event AS e
    ON e.capture_id = s.capture_id
)
SELECT
  capture_id,
  COUNT(*) FILTER (swap_known OR residual >= -tolerance) AS checked,
  COUNT(*) FILTER (NOT swap_known AND residual < -tolerance) AS undecided
FROM residue
GROUP BY capture_id
