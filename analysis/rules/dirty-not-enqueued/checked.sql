-- SPDX-License-Identifier: Apache-2.0
-- title: First dirty pages of inodes that a round of writing left clean; undecided are those in captures that lost events
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (capture_id NOT IN (SELECT capture_id FROM lost_event)) AS checked,
  COUNT(*) FILTER (capture_id IN (SELECT capture_id FROM lost_event)) AS undecided
FROM first_dirty
GROUP BY capture_id
