-- SPDX-License-Identifier: Apache-2.0
-- title: Pauses that were planned
-- needs: throttle
SELECT
  capture_id,
  COUNT(*) FILTER (pause_ns > 0) AS checked,
  0 AS undecided
FROM throttle
GROUP BY capture_id
