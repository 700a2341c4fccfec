-- SPDX-License-Identifier: Apache-2.0
-- title: Clones and deduplications that touched at least two pages of a file
{{candidates}}
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM locked
GROUP BY capture_id
