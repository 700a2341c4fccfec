-- SPDX-License-Identifier: Apache-2.0
-- title: Switches of threads looked at
-- needs: clock_check
SELECT
  capture_id,
  CAST(COALESCE(SUM(events), 0) AS BIGINT) AS checked,
  0 AS undecided
FROM clock_check
GROUP BY capture_id
