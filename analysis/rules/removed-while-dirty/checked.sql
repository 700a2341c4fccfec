-- SPDX-License-Identifier: Apache-2.0
-- title: Removals of pages whose last act is known; undecided are those near a loss
SELECT
  capture_id,
  COUNT(*) FILTER (NOT near_loss) AS checked,
  COUNT(*) FILTER (near_loss AND last_kind IN ('dirtied', 'redirtied')) AS undecided
FROM ({{last_act removed}})
WHERE last_kind IS NOT NULL
GROUP BY capture_id
