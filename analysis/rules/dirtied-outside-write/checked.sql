-- SPDX-License-Identifier: Apache-2.0
-- title: Folios of mapped files that became dirty again after they were cleaned; undecided are those near a loss
-- needs: dirtied_after_clean
SELECT
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM dirtied_after_clean
GROUP BY capture_id
