-- SPDX-License-Identifier: Apache-2.0
-- title: Successful calls on pages that were known to be clean; undecided are those near a loss
-- needs: mkwrite_dirtying
SELECT
  capture_id,
  COUNT(accounted) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM mkwrite_dirtying
GROUP BY capture_id
