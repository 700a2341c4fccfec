-- SPDX-License-Identifier: Apache-2.0
-- id:        dirty-counter-out-of-range
-- title:     A counter of dirty pages is negative
-- severity:  high
-- family:    accounting
-- anomaly:   A04
-- evidence:  exact
-- needs:     dirty_state
-- param:     drift_per_cpu = 125  pages that one cpu may not have added yet [pages]
-- reference: mm/vmstat.c (per-cpu differences, at most 125 per cpu and node)
WITH machine AS (
  {{machine}}
),
sample AS (
  SELECT
    d.capture_id,
    d.ts,
    d.cpu,
    d.tid,
    UNNEST([
      {'counter': 'nr_dirty', 'value': d.nr_dirty},
      {'counter': 'nr_writeback', 'value': d.nr_writeback},
      {'counter': 'nr_dirtied', 'value': d.nr_dirtied},
      {'counter': 'nr_written', 'value': d.nr_written}
    ]) AS read,
    $drift_per_cpu * m.cpus AS drift
  FROM dirty_state AS d
  JOIN machine AS m
    ON m.capture_id = d.capture_id
)
SELECT
  MIN(ts) AS ts,
  ARG_MIN(cpu, ts) AS cpu,
  ARG_MIN(tid, ts) AS tid,
  read.counter AS subject,
  format('{} readings below zero, the lowest {} pages; up to {} would be drift of the cpus', COUNT(*), MIN(read.value), ANY_VALUE(drift)) AS message,
  capture_id,
  COUNT(*) AS readings,
  MIN(read.value) AS lowest,
  ANY_VALUE(drift) AS drift,
  MAX(ts) AS last_ts
FROM sample
WHERE read.value < -drift
GROUP BY capture_id, read.counter
ORDER BY capture_id, ts, subject
