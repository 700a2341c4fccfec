-- SPDX-License-Identifier: Apache-2.0
-- title: Folios with a page_mkwrite that were cleaned, and unmapped or stored to later; undecided are those near a loss
-- needs: dirtied_after_clean, mkwrite, page_event, syscall
SELECT
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM (
  SELECT
    capture_id,
    lost
  FROM dirtied_after_clean
  WHERE call IN ('munmap', 'madvise', 'mremap', 'exit')
  UNION ALL
  SELECT
    e.capture_id,
    FALSE AS lost
  FROM page_event AS e
  SEMI JOIN mkwrite AS m
    ON m.capture_id = e.capture_id
    AND m.dev = e.dev
    AND m.ino = e.ino
    AND m.succeeded
  SEMI JOIN syscall AS s
    ON s.capture_id = e.capture_id
    AND s.name = 'munmap'
  WHERE e.kind = 'cleaned'
    AND e.changed
)
GROUP BY capture_id
