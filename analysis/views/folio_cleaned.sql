-- SPDX-License-Identifier: Apache-2.0
-- title:       The dirty bit of a folio tested and cleared before writing it (C1): one row per call
-- needs:       probe.folio_clear_dirty_for_io|clear_page_dirty_for_io(ino?, dev?, index?, folio?, mapping?, pgflags?)
-- needs:       probe.folio_clear_dirty_for_io__return|clear_page_dirty_for_io__return(ret?)?
-- evidence:    exact if probe.folio_clear_dirty_for_io__return; the result says whether the folio was dirty
-- evidence:    stock; entries without results: a call may have found the folio clean
-- source:      mm/page-writeback.c folio_clear_dirty_for_io; clear_page_dirty_for_io before 5.16, where a page is the unit.
--              It returns bool: only the low byte of the register is valid. Since 5.16 clear_page_dirty_for_io is a
--              wrapper around it, whose own probe is left out where both are recorded: one clean is one row.
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
-- column:      in_interrupt BOOLEAN  recorded in hard or soft interrupt context: not the doing of thread tid
WITH event AS (
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid AS tid, common_flags & 24 AS context, rec, FALSE AS is_return,
    CASE WHEN dev <> 0 AND (COALESCE(CAST(mapping AS UBIGINT), 0) & 3) = 0 THEN CAST(dev AS UINTEGER) END AS dev,
    CASE WHEN dev <> 0 AND (COALESCE(CAST(mapping AS UBIGINT), 0) & 3) = 0 THEN CAST(ino AS UBIGINT) END AS ino,
    CAST(index AS UBIGINT) AS index,
    CAST(folio AS UBIGINT) AS folio,
    CAST(pgflags AS UBIGINT) AS flags,
    CAST(NULL AS BOOLEAN) AS ret
  FROM src."probe.folio_clear_dirty_for_io"
  UNION ALL
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid, common_flags & 24, rec, TRUE,
    NULL, NULL, NULL, NULL, NULL,
    (ret & 255) <> 0
  FROM src."probe.folio_clear_dirty_for_io__return"
),
call AS (
  {{call event; by: context}}
)
SELECT
  capture_id,
  start_ts AS ts,
  cpu,
  tid,
  buffer_id,
  rec,
  end_ts,
  dev,
  ino,
  index,
  folio,
  flags,
  ret AS cleaned,
  context <> 0 AS in_interrupt
FROM call
