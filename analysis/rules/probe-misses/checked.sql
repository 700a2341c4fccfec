-- SPDX-License-Identifier: Apache-2.0
-- title: Calls of functions with a probe at both ends
-- needs: probe_miss
SELECT
  capture_id,
  CAST(COALESCE(SUM(entries), 0) AS BIGINT) AS checked,
  0 AS undecided
FROM probe_miss
GROUP BY capture_id
