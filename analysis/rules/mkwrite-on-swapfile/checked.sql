-- SPDX-License-Identifier: Apache-2.0
-- title: Calls on files that were seen to become a swap file
{{candidates}}
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM call
GROUP BY capture_id
