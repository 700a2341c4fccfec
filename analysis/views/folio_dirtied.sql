-- SPDX-License-Identifier: Apache-2.0
-- title:       Folios that became dirty (D1), with the file system's device where it can be known
-- materialise: yes
-- needs:       writeback.writeback_dirty_folio|writeback_dirty_page(name, ino, index)?
-- needs:       probe.__folio_mark_dirty|account_page_dirtied(ino?, dev?, index?, folio?, mapping?)?
-- needs:       bdi_device?, inode_device?, folio_added?
-- evidence:    exact if writeback.writeback_dirty_folio, probe.__folio_mark_dirty; the event, and its file from the
--              function's arguments
-- evidence:    exact if writeback.writeback_dirty_folio, bdi_device, folio_added; the event, and device and size of
--              the folio from exact events
-- evidence:    stock; the event names a bdi and a first page: device and size of the folio are inferred, or unknown
-- source:      include/trace/events/writeback.h writeback_dirty_folio; writeback_dirty_page before 5.16, where a page is the
--              unit. The event comes before the test whether the mapping is accounted (mm/page-writeback.c), so it can name
--              uncounted folios. It is emitted inside __folio_mark_dirty (account_page_dirtied): where both are recorded they
--              are one row, and the event's; where only the function is, its entry is the row. A redirty marks the folio dirty
--              in the same way: see folio_redirtied.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      evidence VARCHAR  tracepoint, or probe where only the function was recorded
-- column:      bdi VARCHAR  backing device as the event names it: a whole disk (major:minor), or a name such as btrfs-1; NULL
--              with evidence probe
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when it cannot be known
-- column:      dev_evidence VARCHAR  probe: read from the inode by a probe around this event (exact); inode: the only
--              device on this bdi with inode events of this number (likely); bdi: the only device known on this bdi, right when
--              the file system fills the disk (assumed)
-- column:      dev_ambiguous BOOLEAN  several file systems on this bdi have an inode of this number, and nothing tells which
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      folio_order UTINYINT  log2 of the folio's pages, from the last folio_added of this page; NULL when not
--              seen
-- column:      pages BIGINT  pages dirtied: 2^folio_order, or 1 as a lower bound
-- column:      pages_exact BOOLEAN  FALSE when pages is a lower bound
-- column:      in_interrupt BOOLEAN  recorded in hard or soft interrupt context: not the doing of thread tid
WITH event AS (
  SELECT
    capture_id, ts, cpu, common_pid AS tid, common_flags, buffer_id, rec,
    CAST(name AS VARCHAR) AS bdi,
    CAST(ino AS UBIGINT) AS ino,
    CAST(index AS UBIGINT) AS index,
    source_event LIKE '%writeback_dirty_page' AS unit_is_page
  FROM src."writeback.writeback_dirty_folio"
),
probe AS (
  SELECT
    capture_id, ts, cpu, common_pid AS tid, common_flags, buffer_id, rec,
    CAST(dev AS UBIGINT) AS dev,
    CAST(ino AS UBIGINT) AS ino,
    CAST(index AS UBIGINT) AS index,
    source_event LIKE '%account_page_dirtied%' AS unit_is_page
  FROM src."probe.__folio_mark_dirty"
  WHERE dev <> 0
    AND (COALESCE(CAST(mapping AS UBIGINT), 0) & 3) = 0
),
identified AS (
  SELECT
    e.*,
    'tracepoint' AS evidence,
    COALESCE(p.dev, i.dev) AS dev,
    CASE WHEN p.dev IS NOT NULL THEN 'probe' ELSE i.evidence END AS dev_evidence,
    p.dev IS NULL AND COALESCE(i.ambiguous, FALSE) AS dev_ambiguous
  FROM event AS e
  ASOF LEFT JOIN probe AS p
    ON p.capture_id = e.capture_id
    AND p.tid = e.tid
    AND p.ino = e.ino
    AND p.index = e.index
    AND p.ts <= e.ts
  LEFT JOIN inode_device AS i
    ON i.capture_id = e.capture_id
    AND i.bdi = e.bdi
    AND i.ino = e.ino
  UNION ALL BY NAME
  SELECT p.*, 'probe' AS evidence, 'probe' AS dev_evidence, FALSE AS dev_ambiguous
  FROM probe AS p
  WHERE p.capture_id NOT IN (SELECT capture_id FROM event)
)
SELECT
  e.capture_id,
  e.ts,
  e.cpu,
  e.tid,
  e.buffer_id,
  e.rec,
  e.evidence,
  e.bdi,
  CAST(e.dev AS UINTEGER) AS dev,
  e.dev_evidence,
  e.dev_ambiguous,
  e.ino,
  e.index,
  CASE WHEN e.unit_is_page THEN CAST(0 AS UTINYINT) ELSE a.folio_order END AS folio_order,
  CASE WHEN e.unit_is_page THEN 1 ELSE COALESCE(a.pages, 1) END AS pages,
  e.unit_is_page OR a.pages IS NOT NULL AS pages_exact,
  (e.common_flags & 24) <> 0 AS in_interrupt
FROM identified AS e
ASOF LEFT JOIN folio_added AS a
  ON a.capture_id = e.capture_id
  AND a.dev = e.dev
  AND a.ino = e.ino
  AND a.index = e.index
  AND a.ts <= e.ts
