-- SPDX-License-Identifier: Apache-2.0
-- title: Whole calls with their superblock; undecided are those a loss overlaps
-- needs: op_call
SELECT
  capture_id,
  COUNT(end_ts) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM op_call
WHERE operation IN ('super_operations.quota_read', 'super_operations.quota_write')
  AND sb IS NOT NULL
GROUP BY capture_id
