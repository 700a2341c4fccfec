-- SPDX-License-Identifier: Apache-2.0
-- title: Successful calls with file and index; undecided are those near a loss
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM raced
GROUP BY capture_id
