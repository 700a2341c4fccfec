-- SPDX-License-Identifier: Apache-2.0
-- title: Calls of page_mkwrite that had to take sb_pagefaults; undecided are those that a loss of events overlaps
-- needs: mkwrite_protection
SELECT
  capture_id,
  COUNT(protected) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM mkwrite_protection
GROUP BY capture_id
