-- SPDX-License-Identifier: Apache-2.0
-- title: Whole rounds of works without sync; undecided are those a loss overlaps
-- needs: single_inode_writeback, folio_wait
SELECT
  r.capture_id,
  COUNT(*) FILTER (r.end_ts IS NOT NULL) AS checked,
  COUNT(*) FILTER (r.unpaired = 'lost events') AS undecided
FROM single_inode_writeback AS r
SEMI JOIN (
  SELECT capture_id FROM folio_wait
) AS w
  ON w.capture_id = r.capture_id
WHERE NOT r.sync
GROUP BY r.capture_id
