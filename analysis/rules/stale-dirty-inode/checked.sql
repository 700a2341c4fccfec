-- SPDX-License-Identifier: Apache-2.0
-- title: Inodes put on a list for writeback whose next round of writing or eviction was seen; undecided are older ones with a loss in between
-- param: max_age_s
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (picked_ts IS NOT NULL) AS checked,
  COUNT(*) FILTER (
    picked_ts IS NULL
    AND capture_end - ts > CAST($max_age_s AS BIGINT) * 1000000000
    AND capture_id IN (SELECT capture_id FROM lost_event)
  ) AS undecided
FROM picked
GROUP BY capture_id
