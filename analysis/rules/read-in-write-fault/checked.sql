-- SPDX-License-Identifier: Apache-2.0
-- title: Write faults on shared file mappings of which it is known whether they had to read; undecided are those that a loss overlaps
-- needs: fault
SELECT
  capture_id,
  COUNT(*) FILTER (unpaired IS NULL AND major IS NOT NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM fault
WHERE write
  AND shared
  AND ino IS NOT NULL
GROUP BY capture_id
