-- SPDX-License-Identifier: Apache-2.0
-- title: Readings of the kernel's counters; undecided are those above the threshold in captures that lost events
-- needs: dirty_state, flush_work
SELECT
  capture_id,
  COUNT(*) AS checked,
  COUNT(*) FILTER (nr_dirty > background_thresh AND capture_id IN (SELECT capture_id FROM lost_event)) AS undecided
FROM dirty_state
WHERE capture_id IN (SELECT capture_id FROM flush_work)
  OR nr_dirty <= background_thresh
GROUP BY capture_id
