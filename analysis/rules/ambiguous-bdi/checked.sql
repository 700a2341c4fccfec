-- SPDX-License-Identifier: Apache-2.0
-- title: Dirty events that name a backing device
-- needs: folio_dirtied
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM folio_dirtied
WHERE bdi IS NOT NULL
GROUP BY capture_id
