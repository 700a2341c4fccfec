-- SPDX-License-Identifier: Apache-2.0
-- title: Cpu buffers whose losses the capture states
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM cpu
GROUP BY capture_id
