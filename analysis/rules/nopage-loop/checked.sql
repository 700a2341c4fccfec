-- SPDX-License-Identifier: Apache-2.0
-- title: Faults whose result is known; undecided are those that a loss of events overlaps
-- needs: fault_call
SELECT
  capture_id,
  COUNT(*) FILTER (result IS NOT NULL) AS checked,
  COUNT(*) FILTER (unpaired = 'lost events') AS undecided
FROM fault_call
GROUP BY capture_id
