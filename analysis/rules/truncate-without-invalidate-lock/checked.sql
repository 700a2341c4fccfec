-- SPDX-License-Identifier: Apache-2.0
-- title: Calls of truncate_pagecache in file systems that use the lock, where any such lock was recorded; undecided are those near a loss
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM judged
GROUP BY capture_id
