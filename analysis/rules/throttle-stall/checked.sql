-- SPDX-License-Identifier: Apache-2.0
-- title: Pauses whose sleep is known; undecided are planned pauses of threads whose switches were not recorded
-- needs: throttle
SELECT
  capture_id,
  COUNT(*) FILTER (pause_ns = 0 OR confirmed IS NOT NULL) AS checked,
  COUNT(*) FILTER (pause_ns > 0 AND confirmed IS NULL) AS undecided
FROM throttle
GROUP BY capture_id
