-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-not-accounted
-- title:     A page was made writable and never accounted dirty
-- severity:  critical
-- family:    accounting
-- evidence:  exact
-- needs:     mkwrite_dirtying
-- reference: mm/memory.c fault_dirty_shared_page (every granted write fault ends in folio_mark_dirty); invariants I1, I3
SELECT
  MIN(start_ts) FILTER (accounted = FALSE) AS ts,
  ARG_MIN(cpu, start_ts) FILTER (accounted = FALSE) AS cpu,
  ARG_MIN(tid, start_ts) FILTER (accounted = FALSE) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} of {} clean pages that {} made writable were never accounted dirty; first page {}. {} more of its {} calls have no dirty event',
    COUNT(*) FILTER (accounted = FALSE), COUNT(accounted), ANY_VALUE(function), ARG_MIN(index, start_ts) FILTER (accounted = FALSE),
    COUNT(*) FILTER (accounted IS NULL AND NOT dirtied), COUNT(*)
  ) AS message,
  capture_id,
  dev,
  ino,
  ANY_VALUE(function) AS function,
  COUNT(*) FILTER (accounted = FALSE) AS unaccounted,
  COUNT(accounted) AS checked,
  ARG_MIN(index, start_ts) FILTER (accounted = FALSE) AS first_index,
  MAX(end_ts) AS last_ts
FROM mkwrite_dirtying
WHERE NOT lost
GROUP BY capture_id, dev, ino
HAVING BOOL_OR(accounted = FALSE)
ORDER BY capture_id, ts, dev, ino
