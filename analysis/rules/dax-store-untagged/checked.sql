-- SPDX-License-Identifier: Apache-2.0
-- title: Write faults of shared DAX mappings that mapped their page; undecided are those near a loss
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM tagged
GROUP BY capture_id
