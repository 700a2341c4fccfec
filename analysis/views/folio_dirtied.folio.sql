-- SPDX-License-Identifier: Apache-2.0
-- title:       Folios that became dirty (D1), with the file system's device where it can be known
-- needs:       writeback.writeback_dirty_folio(name, ino, index)
-- needs:       probe.__folio_mark_dirty(ino?, dev?, index?)?
-- needs:       writeback.sb_mark_inode_writeback(dev, ino)?
-- needs:       writeback.writeback_dirty_inode_enqueue(dev, ino)?
-- needs:       folio_added?
-- source:      include/trace/events/writeback.h writeback_dirty_folio; the folio form, 5.16 and later. The event
--              comes before the test whether the mapping is accounted (mm/page-writeback.c), so it can name uncounted
--              folios.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      bdi VARCHAR  backing device as the event names it: a whole disk (major:minor), or a name such as btrfs-1
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when it cannot be known
-- column:      dev_evidence VARCHAR  probe: read from the inode by a probe around this event (exact); inode: the only
--              device on this bdi with inode events of this number (likely); bdi: the bdi's own number, right when
--              the file system fills the disk (assumed)
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
    CASE
      WHEN REGEXP_FULL_MATCH(CAST(name AS VARCHAR), '[0-9]+:[0-9]+')
        THEN CAST(SPLIT_PART(CAST(name AS VARCHAR), ':', 1) AS UBIGINT) * 1048576 + CAST(SPLIT_PART(CAST(name AS VARCHAR), ':', 2) AS UBIGINT)
    END AS bdi_dev,
    CAST(ino AS UBIGINT) AS ino,
    CAST(index AS UBIGINT) AS index
  FROM src."writeback.writeback_dirty_folio"
),
probe AS (
  SELECT
    capture_id, common_pid AS tid, ts,
    CAST(dev AS UBIGINT) AS dev,
    CAST(ino AS UBIGINT) AS ino,
    CAST(index AS UBIGINT) AS index
  FROM src."probe.__folio_mark_dirty"
  WHERE dev <> 0
),
inode AS (
  SELECT capture_id, ino, MIN(dev) AS dev
  FROM (
    SELECT capture_id, CAST(dev AS UBIGINT) AS dev, CAST(ino AS UBIGINT) AS ino FROM src."writeback.sb_mark_inode_writeback"
    UNION
    SELECT capture_id, CAST(dev AS UBIGINT), CAST(ino AS UBIGINT) FROM src."writeback.writeback_dirty_inode_enqueue"
  )
  GROUP BY capture_id, ino
  HAVING COUNT(DISTINCT dev) = 1
),
identified AS (
  SELECT
    e.*,
    COALESCE(p.dev, i.dev, e.bdi_dev) AS dev,
    CASE
      WHEN p.dev IS NOT NULL THEN 'probe'
      WHEN i.dev IS NOT NULL THEN 'inode'
      WHEN e.bdi_dev IS NOT NULL THEN 'bdi'
    END AS dev_evidence
  FROM event AS e
  ASOF LEFT JOIN probe AS p
    ON p.capture_id = e.capture_id
    AND p.tid = e.tid
    AND p.ino = e.ino
    AND p.index = e.index
    AND p.ts <= e.ts
  LEFT JOIN inode AS i
    ON i.capture_id = e.capture_id
    AND i.ino = e.ino
    AND (e.bdi_dev IS NULL OR (i.dev >= e.bdi_dev AND i.dev <= e.bdi_dev + 15))
)
SELECT
  e.capture_id,
  e.ts,
  e.cpu,
  e.tid,
  e.buffer_id,
  e.rec,
  e.bdi,
  CAST(e.dev AS UINTEGER) AS dev,
  e.dev_evidence,
  e.ino,
  e.index,
  a.folio_order,
  COALESCE(a.pages, 1) AS pages,
  a.pages IS NOT NULL AS pages_exact,
  (e.common_flags & 24) <> 0 AS in_interrupt
FROM identified AS e
ASOF LEFT JOIN folio_added AS a
  ON a.capture_id = e.capture_id
  AND a.dev = e.dev
  AND a.ino = e.ino
  AND a.index = e.index
  AND a.ts <= e.ts
