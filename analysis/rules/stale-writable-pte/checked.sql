-- SPDX-License-Identifier: Apache-2.0
-- title: Folios with a page_mkwrite that were cleaned, and unmapped or stored to later; undecided are those near a loss
-- needs: dirtied_by_zap, mkwrite, page_event, syscall
SELECT
  (SELECT COUNT(*) FILTER (NOT lost) FROM dirtied_by_zap) + (
    SELECT COUNT(*)
    FROM page_event AS e
    WHERE e.kind = 'cleaned'
      AND e.changed
      AND (e.capture_id, e.dev, e.ino) IN (SELECT (capture_id, dev, ino) FROM mkwrite WHERE succeeded)
      AND e.capture_id IN (SELECT capture_id FROM syscall WHERE name = 'munmap')
  ) AS checked,
  (SELECT COUNT(*) FILTER (lost) FROM dirtied_by_zap) AS undecided
