-- SPDX-License-Identifier: Apache-2.0
-- title: Releases of locks outside losses; what may have been taken before the capture is not among them
-- needs: lock_hold
-- needs: lock_release_alone
SELECT capture_id, COUNT(*) AS checked, 0 AS undecided
FROM (
  SELECT capture_id FROM lock_hold WHERE released_ts IS NOT NULL AND requested_ts IS NOT NULL
  UNION ALL
  SELECT capture_id FROM lock_release_alone WHERE verdict = 'unbalanced'
)
GROUP BY capture_id
