-- SPDX-License-Identifier: Apache-2.0
-- title:       Pages cleaned for writing, what happened to them next, and the call they were cleaned in
-- needs:       page_event, folio_writeback, single_inode_writeback, syscall, loss_gap
-- evidence:    exact if page_event, folio_writeback; cleaning and both ends of writeback have their probes
-- evidence:    stock; some acts of the pages were not recorded
-- note:        Only of captures that show folios entering writeback at all.
-- source:      mm/page-writeback.c folio_clear_dirty_for_io and write_cache_pages, 5.10 to 6.12: the folio is cleaned, then put under
--              writeback or redirtied, under its lock, before the call that writes ends. Exact. With data=journal ext4 writes pages
--              through the journal (fs/ext4/inode.c __ext4_journalled_writepage): cleaned, and dirtied again by the commit.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      pages BIGINT  pages of the folio, a lower bound where page_event says so
-- column:      ts BIGINT  when it was cleaned
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread that cleaned it
-- column:      next_ts BIGINT  next act on the page; NULL when there is none. Waits and write protection are left out
-- column:      next_kind VARCHAR  its kind, as in page_event; NULL with next_ts
-- column:      call VARCHAR  innermost call that cleaned it: a system call, or __writeback_single_inode; NULL when not known
-- column:      call_end_ts BIGINT  its end; NULL with call, or when it is still running
-- column:      journalled BOOLEAN  pages of this file become dirty again right after being cleaned, as with data=journal
-- column:      end_of_capture BIGINT  last event of the capture
-- column:      lost BOOLEAN  a loss of events lies between ts and next_ts
WITH act AS (
  SELECT
    *,
    LEAD(ts) OVER page AS next_ts,
    LEAD(kind) OVER page AS next_kind,
    LEAD(tid) OVER page AS next_tid
  FROM page_event
  WHERE kind NOT IN ('waited', 'mkcleaned')
    AND dev IS NOT NULL
    AND capture_id IN (SELECT capture_id FROM folio_writeback WHERE kind = 'start')
  WINDOW page AS (PARTITION BY capture_id, dev, ino, index ORDER BY seq)
),
cleaned AS (
  SELECT * FROM act WHERE kind = 'cleaned' AND evidence = 'probe' AND changed
),
called AS (
  SELECT
    c.*,
    s.name AS call,
    s.end_ts AS call_end_ts
  FROM cleaned AS c
  ASOF LEFT JOIN syscall AS s
    ON s.capture_id = c.capture_id
    AND s.tid = c.tid
    AND s.start_ts <= c.ts
),
written AS (
  SELECT
    c.*,
    w.start_ts AS round_ts,
    w.end_ts AS round_end_ts
  FROM called AS c
  ASOF LEFT JOIN single_inode_writeback AS w
    ON w.capture_id = c.capture_id
    AND w.tid = c.tid
    AND w.ino = c.ino
    AND w.start_ts <= c.ts
)
SELECT
  w.capture_id,
  w.dev,
  w.ino,
  w.index,
  w.pages,
  w.ts,
  w.cpu,
  w.tid,
  w.next_ts,
  w.next_kind,
  CASE
    WHEN w.round_end_ts >= w.ts THEN '__writeback_single_inode'
    WHEN w.call_end_ts >= w.ts THEN w.call
  END AS call,
  CASE WHEN w.round_end_ts >= w.ts THEN w.round_end_ts WHEN w.call_end_ts >= w.ts THEN w.call_end_ts END AS call_end_ts,
  COALESCE(BOOL_OR(w.next_kind = 'dirtied' AND w.next_ts - w.ts < 1000000000) OVER (PARTITION BY w.capture_id, w.dev, w.ino), FALSE) AS journalled,
  p.end_ts AS end_of_capture,
  COALESCE(g.to_ts >= w.ts, FALSE) AS lost
FROM written AS w
JOIN capture AS p
  ON p.capture_id = w.capture_id
ASOF LEFT JOIN loss_gap AS g
  ON g.capture_id = w.capture_id
  AND g.buffer_id = w.buffer_id
  AND g.from_ts <= COALESCE(w.next_ts, p.end_ts)
