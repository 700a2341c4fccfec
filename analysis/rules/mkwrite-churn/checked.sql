-- SPDX-License-Identifier: Apache-2.0
-- title: Calls of page_mkwrite that made a page writable
-- needs: mkwrite, page_event
SELECT
  capture_id,
  COUNT(*) FILTER (succeeded AND dev IS NOT NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM mkwrite
GROUP BY capture_id
