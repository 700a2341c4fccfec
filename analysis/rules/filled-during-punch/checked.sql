-- SPDX-License-Identifier: Apache-2.0
-- title: Truncates and punches that removed several pages
{{candidates}}
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM cut
GROUP BY capture_id
