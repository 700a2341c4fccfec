-- SPDX-License-Identifier: Apache-2.0
-- title: Attempts to write a page
-- needs: page_event, writeback_error
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM page_event
WHERE kind = 'writeback_started'
  AND dev IS NOT NULL
GROUP BY capture_id
