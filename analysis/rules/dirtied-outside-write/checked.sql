-- SPDX-License-Identifier: Apache-2.0
-- title: Folios of mapped files that became dirty again after they were cleaned, or in a write fault; undecided are those near a loss
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM judged
GROUP BY capture_id
