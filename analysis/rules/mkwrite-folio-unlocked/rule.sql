-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-folio-unlocked
-- title:     page_mkwrite said that the page was locked, and it was not
-- severity:  critical
-- family:    mkwrite
-- evidence:  exact
-- needs:     mkwrite, fault_call, op_call
-- reference: Documentation/filesystems/locking.rst, page_mkwrite (VM_FAULT_LOCKED: returned with the page locked), v5.10 to v6.12; mm/memory.c do_page_mkwrite, fault_dirty_shared_page
WITH granted AS (
  SELECT
    f.capture_id,
    f.buffer_id,
    f.tid,
    f.start_ts,
    f.end_ts,
    MAX(m.end_ts) AS granted_ts,
    ARG_MAX(m.function, m.end_ts) AS function,
    ARG_MAX(m.dev, m.end_ts) AS dev,
    ARG_MAX(m.ino, m.end_ts) AS ino,
    ARG_MAX(m.index, m.end_ts) AS index
  FROM mkwrite AS m
  ASOF JOIN fault_call AS f
    ON f.capture_id = m.capture_id
    AND f.buffer_id = m.buffer_id
    AND f.tid = m.tid
    AND f.start_ts <= m.start_ts
  WHERE m.level = 'fs'
    AND m.succeeded
    AND m.index IS NOT NULL
    AND f.end_ts >= m.end_ts
  GROUP BY ALL
),
marked AS (
  SELECT
    g.function,
    g.dev,
    g.ino,
    g.index,
    g.granted_ts,
    o.capture_id,
    o.cpu,
    o.tid,
    o.start_ts AS ts,
    o.function AS marked_by,
    (o.arguments['pgflags'] & 1) = 0 AS unlocked
  FROM op_call AS o
  ASOF JOIN granted AS g
    ON g.capture_id = o.capture_id
    AND g.buffer_id = o.buffer_id
    AND g.tid = o.tid
    AND g.granted_ts <= o.start_ts
  WHERE (o.operation LIKE '%dirty_folio%' OR o.operation LIKE '%set_page_dirty%')
    AND o.role = 'method'
    AND o.arguments['pgflags'] IS NOT NULL
    AND g.end_ts >= o.start_ts
    AND o.dev = g.dev
    AND o.ino = g.ino
    AND o.index <= g.index
    AND o.index + 512 > g.index
)
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
