-- SPDX-License-Identifier: Apache-2.0
-- title: Dirty events of pages that were dirty before in the capture, of folios of known size; undecided are those near a loss
SELECT
  capture_id,
  COUNT(*) FILTER (NOT near_loss) AS checked,
  COUNT(*) FILTER (near_loss AND last_kind = 'dirtied') AS undecided
FROM ({{last_act dirtied}})
WHERE last_kind IS NOT NULL
  AND pages_exact
GROUP BY capture_id
