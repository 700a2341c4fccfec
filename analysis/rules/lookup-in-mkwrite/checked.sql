-- SPDX-License-Identifier: Apache-2.0
-- title: Whole calls with file and index; undecided are those a loss overlaps
-- needs: mkwrite, folio_added
SELECT
  capture_id,
  COUNT(*) FILTER (unpaired IS NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM mkwrite
WHERE level = 'fs'
  AND ino IS NOT NULL
  AND index IS NOT NULL
GROUP BY capture_id
