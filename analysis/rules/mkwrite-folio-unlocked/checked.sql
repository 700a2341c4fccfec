-- SPDX-License-Identifier: Apache-2.0
-- title: Granted folios whose flags were read while the fault marked them dirty
{{candidates}}
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM marked
GROUP BY capture_id
