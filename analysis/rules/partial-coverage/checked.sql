-- SPDX-License-Identifier: Apache-2.0
-- title: Kinds of evidence that the capture has; undecided are those it lacks
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (level <> 'absent') AS checked,
  COUNT(*) FILTER (level = 'absent') AS undecided
FROM kind
GROUP BY capture_id
