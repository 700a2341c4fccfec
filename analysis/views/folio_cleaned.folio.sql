-- SPDX-License-Identifier: Apache-2.0
-- title:       The dirty bit of a folio tested and cleared before writing it (C1): one row per call
-- needs:       probe.folio_clear_dirty_for_io(ino?, dev?, index?, folio?, mapping?, pgflags?)
-- needs:       probe.folio_clear_dirty_for_io__return(ret?)?
-- needs:       loss_gap
-- source:      mm/page-writeback.c folio_clear_dirty_for_io. It returns bool: only the low byte of the register is
--              valid. clear_page_dirty_for_io is a wrapper around it since 5.16; its own probe is left out, so one
--              clean is one row.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  entry of the call
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      end_ts BIGINT  its return; NULL when it has none, or a loss of the buffer overlaps it
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when not recorded, or an anonymous folio
-- column:      ino UBIGINT  inode number; NULL with dev
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      folio UBIGINT  address of struct folio (struct page before 5.16); NULL when not recorded
-- column:      flags UBIGINT  page flags at entry
-- column:      cleaned BOOLEAN  TRUE: the folio was dirty and is now clean; FALSE: it was clean; NULL: the return is
--              not known
WITH event AS (
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid AS tid, common_flags, rec, FALSE AS is_return,
    CASE WHEN dev <> 0 AND (COALESCE(CAST(mapping AS UBIGINT), 0) & 3) = 0 THEN CAST(dev AS UINTEGER) END AS dev,
    CASE WHEN dev <> 0 AND (COALESCE(CAST(mapping AS UBIGINT), 0) & 3) = 0 THEN CAST(ino AS UBIGINT) END AS ino,
    CAST(index AS UBIGINT) AS index,
    CAST(folio AS UBIGINT) AS folio,
    CAST(pgflags AS UBIGINT) AS flags,
    CAST(NULL AS BOOLEAN) AS cleaned
  FROM src."probe.folio_clear_dirty_for_io"
  UNION ALL
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid, common_flags, rec, TRUE,
    NULL, NULL, NULL, NULL, NULL,
    (ret & 255) <> 0
  FROM src."probe.folio_clear_dirty_for_io__return"
),
followed AS (
  SELECT
    *,
    LEAD(is_return) OVER thread AS next_is_return,
    LEAD(ts) OVER thread AS next_ts,
    LEAD(cleaned) OVER thread AS next_cleaned
  FROM event
  WINDOW thread AS (PARTITION BY capture_id, buffer_id, tid, (common_flags & 24) ORDER BY ts, rec)
)
SELECT
  f.capture_id,
  f.ts,
  f.cpu,
  f.tid,
  f.buffer_id,
  f.rec,
  CASE WHEN f.next_is_return AND (g.to_ts < f.ts) IS NOT FALSE THEN f.next_ts END AS end_ts,
  f.dev,
  f.ino,
  f.index,
  f.folio,
  f.flags,
  CASE WHEN f.next_is_return AND (g.to_ts < f.ts) IS NOT FALSE THEN f.next_cleaned END AS cleaned
FROM followed AS f
ASOF LEFT JOIN loss_gap AS g
  ON g.capture_id = f.capture_id
  AND g.buffer_id = f.buffer_id
  AND g.from_ts <= f.next_ts
WHERE NOT f.is_return
