-- SPDX-License-Identifier: Apache-2.0
-- title: Commits of a journal
-- needs: mkwrite_phase, jbd2_commit
SELECT
  capture_id,
  COUNT(*) FILTER (start_ts IS NOT NULL) AS checked,
  0 AS undecided
FROM jbd2_commit
GROUP BY capture_id
