-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-folio-unlocked
-- title:     page_mkwrite said that the page was locked, and it was not
-- severity:  critical
-- family:    mkwrite
-- evidence:  exact
-- reference: Documentation/filesystems/locking.rst, page_mkwrite (VM_FAULT_LOCKED: returned with the page locked), v5.10 to v6.12; mm/memory.c do_page_mkwrite, fault_dirty_shared_page
{{candidates}}
SELECT
  MIN(ts) FILTER (unlocked) AS ts,
  ARG_MIN(cpu, ts) FILTER (unlocked) AS cpu,
  ARG_MIN(tid, ts) FILTER (unlocked) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} of {} folios that {} granted were not locked when the fault marked them dirty; first page {}', COUNT(*) FILTER (unlocked), COUNT(*), ANY_VALUE(function),
    ARG_MIN(index, ts) FILTER (unlocked)
  ) AS message,
  capture_id,
  dev,
  ino,
  ANY_VALUE(function) AS function,
  COUNT(*) FILTER (unlocked) AS unlocked,
  COUNT(*) AS granted,
  ARG_MIN(index, ts) FILTER (unlocked) AS first_index,
  ARG_MIN(marked_by, ts) FILTER (unlocked) AS marked_by,
  MAX(ts) FILTER (unlocked) AS last_ts
FROM marked
GROUP BY capture_id, dev, ino
HAVING BOOL_OR(unlocked)
ORDER BY capture_id, ts, dev, ino
