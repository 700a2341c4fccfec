-- SPDX-License-Identifier: Apache-2.0
-- title:       Successful calls of a file system's page_mkwrite, and whether the page was accounted dirty in the fault around them
-- needs:       mkwrite, fault, fault_call, folio_dirtied, inode_event, page_event, loss_gap
-- evidence:    exact if mkwrite, fault_call, page_event; calls, results and acts of the pages
-- evidence:    stock; results of calls, or acts of pages, are known in part
-- note:        A page is known to be clean before when a call of the fault had to read it (MAJOR: it was not in the page cache), or
--              when its last act was added or cleaned; it can become dirty while it is written, so the end of writeback says
--              nothing. Only of captures that show pages or inodes becoming dirty at all.
-- source:      mm/memory.c do_shared_fault, wp_page_shared, fault_dirty_shared_page; fs/fs-writeback.c __mark_inode_dirty traces every
--              call, and each folio that becomes dirty makes one with I_DIRTY_PAGES, 5.10 to 6.12.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread that made the call
-- column:      cpu SMALLINT  cpu of the entry
-- column:      start_ts BIGINT  entry of page_mkwrite
-- column:      end_ts BIGINT  return of the fault around it
-- column:      function VARCHAR  kernel function that was called
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file [pages]
-- column:      dirtied BOOLEAN  a folio that may be the page's became dirty within the fault, or its inode was marked for its pages
-- column:      accounted BOOLEAN  as dirtied, where the page was known to be clean before; NULL elsewhere
-- column:      lost BOOLEAN  a loss of events overlaps the fault
WITH major AS (
  SELECT capture_id, buffer_id, tid, start_ts
  FROM fault_call
  WHERE (result & 4) <> 0
),
call AS (
  SELECT
    m.capture_id,
    m.buffer_id,
    m.tid,
    m.cpu,
    m.rec,
    m.start_ts,
    f.start_ts AS fault_ts,
    f.end_ts,
    m.function,
    m.dev,
    m.ino,
    m.index,
    COALESCE(r.start_ts >= f.start_ts, FALSE) AS read
  FROM mkwrite AS m
  ASOF JOIN fault AS f
    ON f.capture_id = m.capture_id
    AND f.buffer_id = m.buffer_id
    AND f.tid = m.tid
    AND f.start_ts <= m.start_ts
  ASOF LEFT JOIN major AS r
    ON r.capture_id = m.capture_id
    AND r.buffer_id = m.buffer_id
    AND r.tid = m.tid
    AND r.start_ts <= m.start_ts
  WHERE m.level = 'fs'
    AND m.succeeded
    AND m.dev IS NOT NULL
    AND m.index IS NOT NULL
    AND f.end_ts >= m.end_ts
    AND m.capture_id IN (
      SELECT capture_id FROM folio_dirtied
      UNION ALL
      SELECT capture_id FROM inode_event WHERE kind = 'marked'
    )
),
marked AS (
  SELECT capture_id, dev, ino, ts
  FROM inode_event
  WHERE kind = 'marked'
    AND contains(flag_names, 'I_DIRTY_PAGES')
    AND dev IS NOT NULL
),
-- Folios have at most 512 pages: one that holds the page begins in the page's block of 512 or in the one before. Blocks and buckets
-- of 2^24 ns make the join one of equal keys.
dirtied AS (
  SELECT capture_id, dev, ino, tid, ts, index, index >> 9 AS block, ts >> 24 AS bucket
  FROM page_event
  WHERE kind IN ('dirtied', 'redirtied')
),
window_of_call AS (
  SELECT capture_id, dev, ino, tid, index, buffer_id, cpu, rec, fault_ts, end_ts, index >> 9 AS block, bucket
  FROM call, UNNEST(RANGE(fault_ts >> 24, (end_ts >> 24) + 1)) AS b(bucket)
  UNION ALL
  SELECT capture_id, dev, ino, tid, index, buffer_id, cpu, rec, fault_ts, end_ts, (index >> 9) - 1, bucket
  FROM call, UNNEST(RANGE(fault_ts >> 24, (end_ts >> 24) + 1)) AS b(bucket)
  WHERE index >= 512
),
signed AS (
  SELECT DISTINCT
    c.capture_id,
    c.buffer_id,
    c.cpu,
    c.rec
  FROM window_of_call AS c
  JOIN dirtied AS s
    ON s.capture_id = c.capture_id
    AND s.dev = c.dev
    AND s.ino = c.ino
    AND s.block = c.block
    AND s.bucket = c.bucket
    AND s.ts BETWEEN c.fault_ts AND c.end_ts
    AND c.index BETWEEN s.index AND s.index + 511
  UNION
  -- The thread's own, whatever device: the event names a bdi, and which device that is may be unknown or only likely.
  SELECT
    c.capture_id,
    c.buffer_id,
    c.cpu,
    c.rec
  FROM window_of_call AS c
  JOIN dirtied AS s
    ON s.capture_id = c.capture_id
    AND s.tid = c.tid
    AND s.ino = c.ino
    AND s.block = c.block
    AND s.bucket = c.bucket
    AND s.ts BETWEEN c.fault_ts AND c.end_ts
    AND c.index BETWEEN s.index AND s.index + 511
),
-- Files with dirty events of a device that is not known: whether a page of theirs was clean cannot be told.
unsure AS (
  SELECT DISTINCT capture_id, ino
  FROM page_event
  WHERE kind IN ('dirtied', 'redirtied')
    AND dev IS NULL
),
state AS (
  SELECT
    capture_id,
    dev,
    ino,
    index,
    ts,
    ARG_MAX(kind, seq) AS kind
  FROM page_event
  WHERE kind NOT IN ('waited', 'mkcleaned', 'writeback_started', 'writeback_ended')
  GROUP BY capture_id, dev, ino, index, ts
)
SELECT
  c.capture_id,
  c.buffer_id,
  c.tid,
  c.cpu,
  c.start_ts,
  c.end_ts,
  c.function,
  c.dev,
  c.ino,
  c.index,
  s.rec IS NOT NULL OR COALESCE(i.ts >= c.fault_ts, FALSE) AS dirtied,
  CASE
    WHEN u.ino IS NOT NULL THEN NULL
    WHEN c.read OR p.kind IN ('added', 'cleaned') THEN s.rec IS NOT NULL OR COALESCE(i.ts >= c.fault_ts, FALSE)
  END AS accounted,
  -- What made the page clean may be long ago: a loss since then may have its next dirtying.
  COALESCE(g.to_ts >= CASE WHEN c.read THEN c.fault_ts ELSE COALESCE(p.ts, c.fault_ts) END, FALSE) AS lost
FROM call AS c
LEFT JOIN signed AS s
  ON s.capture_id = c.capture_id
  AND s.buffer_id = c.buffer_id
  AND s.cpu = c.cpu
  AND s.rec = c.rec
LEFT JOIN unsure AS u
  ON u.capture_id = c.capture_id
  AND u.ino = c.ino
ASOF LEFT JOIN marked AS i
  ON i.capture_id = c.capture_id
  AND i.dev = c.dev
  AND i.ino = c.ino
  AND i.ts <= c.end_ts
ASOF LEFT JOIN state AS p
  ON p.capture_id = c.capture_id
  AND p.dev = c.dev
  AND p.ino = c.ino
  AND p.index = c.index
  AND p.ts < c.fault_ts
ASOF LEFT JOIN loss_gap AS g
  ON g.capture_id = c.capture_id
  AND g.buffer_id = c.buffer_id
  AND g.from_ts <= c.end_ts
