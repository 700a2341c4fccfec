-- SPDX-License-Identifier: Apache-2.0
-- title: Faults that asked for a sync and were mapped; undecided are those near a loss
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM synced
GROUP BY capture_id
