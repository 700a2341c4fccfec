-- SPDX-License-Identifier: Apache-2.0
-- title: What reclaim met and did
-- needs: reclaim
SELECT
  capture_id,
  COUNT(*) FILTER (kind IN ('written', 'shrunk')) AS checked,
  0 AS undecided
FROM reclaim
GROUP BY capture_id
