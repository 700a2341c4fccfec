-- SPDX-License-Identifier: Apache-2.0
-- title: Captures with two readings of the counters; undecided are those with losses
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM compared
GROUP BY capture_id
