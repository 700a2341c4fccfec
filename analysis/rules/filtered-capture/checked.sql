-- SPDX-License-Identifier: Apache-2.0
-- title: Pairs of switches, and commands of perf
{{candidates}}
SELECT
  capture_id,
  CAST(SUM(switches + CASE WHEN by_perf THEN 1 ELSE 0 END) AS BIGINT) AS checked,
  0 AS undecided
FROM judged
GROUP BY capture_id
