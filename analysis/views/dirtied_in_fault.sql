-- SPDX-License-Identifier: Apache-2.0
-- title:       Folios that became dirty in a write fault of a shared mapping of their file, and whether page_mkwrite ran in that fault
-- needs:       page_event, fault_call, mkwrite
-- evidence:    exact if page_event, fault_call, mkwrite; acts of the pages, and begin and end of the calls around them
-- evidence:    stock; acts of pages, or calls, are known in part
-- note:        Only of devices of which the capture shows page_mkwrite at all: tmpfs has none, and a probe may be on the functions of
--              one file system only. Faults that a loss of events overlaps have no end, and are left out.
-- source:      mm/memory.c do_shared_fault, wp_page_shared, fault_dirty_shared_page: a page of a file becomes dirty in a fault only
--              after vm_ops->page_mkwrite, where there is one; 5.10 to 6.12.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      ts BIGINT  when it became dirty
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      fault_ts BIGINT  begin of the fault
-- column:      granted BOOLEAN  a page_mkwrite of the thread began in that fault
WITH fault AS (
  SELECT d.capture_id, d.dev, d.ino, d.index, d.ts, d.cpu, d.tid, f.buffer_id, f.start_ts AS fault_ts, f.end_ts
  FROM (SELECT * FROM page_event WHERE kind = 'dirtied' AND dev IS NOT NULL AND NOT in_interrupt) AS d
  SEMI JOIN mkwrite AS m
    ON m.capture_id = d.capture_id
    AND m.dev = d.dev
  ASOF JOIN fault_call AS f
    ON f.capture_id = d.capture_id
    AND f.tid = d.tid
    AND f.start_ts <= d.ts
  WHERE f.end_ts >= d.ts
    AND f.write
    AND f.shared
    AND f.dev = d.dev
    AND f.ino = d.ino
)
SELECT
  f.capture_id,
  f.dev,
  f.ino,
  f.index,
  f.ts,
  f.cpu,
  f.tid,
  f.fault_ts,
  COALESCE(m.start_ts >= f.fault_ts, FALSE) AS granted
FROM fault AS f
ASOF LEFT JOIN (SELECT capture_id, buffer_id, tid, start_ts FROM mkwrite WHERE start_ts IS NOT NULL) AS m
  ON m.capture_id = f.capture_id
  AND m.buffer_id = f.buffer_id
  AND m.tid = f.tid
  AND m.start_ts <= f.ts
