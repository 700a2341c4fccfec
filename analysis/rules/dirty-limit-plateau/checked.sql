-- SPDX-License-Identifier: Apache-2.0
-- title: Readings of the kernel's counters
-- needs: dirty_state, wb_bandwidth
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM dirty_state
GROUP BY capture_id
