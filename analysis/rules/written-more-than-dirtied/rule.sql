-- SPDX-License-Identifier: Apache-2.0
-- id:        written-more-than-dirtied
-- title:     More pages were written or are dirty than were ever dirtied
-- severity:  medium
-- family:    accounting
-- anomaly:   A05
-- param:     bucket_s = 10  span whose balance is drawn [s]
-- param:     drift_per_cpu = 125  pages that one cpu may not have added to a counter yet [pages]
-- reference: mm/page-writeback.c folio_account_dirtied, __folio_end_writeback; mm/vmstat.c (per-cpu differences, at most 125 per cpu and counter)
{{candidates}}
SELECT
  ts,
  cpu,
  CAST(NULL AS INTEGER) AS tid,
  'the whole machine' AS subject,
  format(
    '{} pages more were written or are dirty than were dirtied in {} ms, where {} would be drift of the counters; {} pages of swap were '
    || 'subtracted', -residual, (last_ts - ts) // 1000000, tolerance, swapped
  ) AS message,
  capture_id,
  residual,
  tolerance,
  dirtied,
  written,
  dirty_change,
  writeback_change,
  swapped,
  last_ts
FROM residue
WHERE residual < -tolerance
  AND swap_known
ORDER BY capture_id, ts
