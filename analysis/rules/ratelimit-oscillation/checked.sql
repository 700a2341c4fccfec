-- SPDX-License-Identifier: Apache-2.0
-- title: Estimates of the rate of a device's writers
-- needs: wb_bandwidth
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM wb_bandwidth
GROUP BY capture_id
