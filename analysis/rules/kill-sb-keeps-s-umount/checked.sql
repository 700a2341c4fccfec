-- SPDX-License-Identifier: Apache-2.0
-- title: Whole calls that were given s_umount locked; undecided are those whose hold a loss overlaps
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM judged
GROUP BY capture_id
