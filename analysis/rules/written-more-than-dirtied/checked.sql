-- SPDX-License-Identifier: Apache-2.0
-- title: Spans with two readings of the counters; undecided are those out of balance where swapping was not recorded
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (swap_known OR residual >= -tolerance) AS checked,
  COUNT(*) FILTER (NOT swap_known AND residual < -tolerance) AS undecided
FROM residue
GROUP BY capture_id
