-- SPDX-License-Identifier: Apache-2.0
-- title: Pages taken for writing, and pages given back
-- needs: page_event, folio_redirtied
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM page_event
WHERE kind IN ('cleaned', 'redirtied')
  AND dev IS NOT NULL
GROUP BY capture_id
