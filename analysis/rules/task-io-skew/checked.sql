-- SPDX-License-Identifier: Apache-2.0
-- title: Threads that dirtied, gave back or cancelled pages
{{candidates}}
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM charged
GROUP BY capture_id
