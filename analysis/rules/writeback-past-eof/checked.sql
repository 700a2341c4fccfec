-- SPDX-License-Identifier: Apache-2.0
-- title: Starts of writeback with a bound on the size; undecided are those near a loss, in a truncate, or without any truncate recorded
-- needs: writeback_bound
SELECT
  capture_id,
  COUNT(*) FILTER (size_bound IS NOT NULL AND NOT lost AND (NOT beyond OR (truncates_recorded AND NOT truncating))) AS checked,
  COUNT(*) FILTER (lost OR (beyond AND (truncating OR NOT truncates_recorded))) AS undecided
FROM writeback_bound
GROUP BY capture_id
