-- SPDX-License-Identifier: Apache-2.0
-- title: Direct mappings that the policy must refuse; undecided are those whose result was lost
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (ret IS NOT NULL) AS checked,
  COUNT(*) FILTER (ret IS NULL) AS undecided
FROM direct
WHERE expected IS NOT NULL
GROUP BY capture_id
