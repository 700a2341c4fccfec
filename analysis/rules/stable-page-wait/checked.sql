-- SPDX-License-Identifier: Apache-2.0
-- title: Calls of the file system's page_mkwrite that returned; undecided are those that a loss overlaps
-- needs: latency_call, latency_part
SELECT
  capture_id,
  COUNT(*) FILTER (unpaired IS NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM latency_call
WHERE metric = 'L_fs'
GROUP BY capture_id
