-- SPDX-License-Identifier: Apache-2.0
-- title: Pages cleaned for writing whose fate is known; undecided are those near a loss, and those still in the writer's hands
-- needs: cleaned_page
SELECT
  capture_id,
  COUNT(*) FILTER (NOT lost AND NOT journalled AND next_kind IN ('writeback_started', 'redirtied', 'cancelled')) + COUNT(*) FILTER (
    NOT lost
    AND NOT journalled
    AND (next_kind IS NULL OR next_kind IN ('cleaned', 'dirtied'))
    AND COALESCE(call_end_ts, ts + $max_gap_ns) < COALESCE(next_ts, end_of_capture)
  ) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM cleaned_page
GROUP BY capture_id
