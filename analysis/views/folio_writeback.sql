-- SPDX-License-Identifier: Apache-2.0
-- title:       Folios entering (C2) and leaving (E1) writeback: one row per start and per end
-- needs:       probe.__folio_start_writeback|__test_set_page_writeback|set_page_writeback(ino?, dev?, index?, folio?, mapping?)?
-- needs:       probe.__folio_end_writeback|folio_end_writeback|end_page_writeback|test_clear_page_writeback(ino?, dev?, index?, folio?, mapping?)?
-- evidence:    exact if probe.__folio_start_writeback, probe.__folio_end_writeback; both functions
-- evidence:    stock; only starts or only ends of writeback were recorded
-- source:      mm/page-writeback.c and mm/filemap.c: __folio_start_writeback; folio_end_writeback, which calls
--              __folio_end_writeback. Before 5.16 __test_set_page_writeback and end_page_writeback, where a page is the unit;
--              since then end_page_writeback is a wrapper. Of functions that call each other only the innermost recorded one
--              is read, so one start and one end are one row each.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  entry of the function
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread that ran; an end usually runs in an interrupt or a worker, not in the task that
--              started it
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      kind VARCHAR  start or end
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when not recorded, or an anonymous folio
-- column:      ino UBIGINT  inode number; NULL with dev
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      folio UBIGINT  address of struct folio (struct page before 5.16); NULL when not recorded
-- column:      in_interrupt BOOLEAN  recorded in hard or soft interrupt context: not the doing of thread tid
WITH event AS (
  SELECT 'start' AS kind, capture_id, ts, cpu, common_pid, common_flags, buffer_id, rec, ino, dev, index, folio, mapping
  FROM src."probe.__folio_start_writeback"
  UNION ALL
  SELECT 'end' AS kind, capture_id, ts, cpu, common_pid, common_flags, buffer_id, rec, ino, dev, index, folio, mapping
  FROM src."probe.__folio_end_writeback"
)
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec,
  kind,
  {{file_folio CAST(dev AS UINTEGER)}} AS dev,
  {{file_folio CAST(ino AS UBIGINT)}} AS ino,
  CAST(index AS UBIGINT) AS index,
  CAST(folio AS UBIGINT) AS folio,
  (common_flags & 24) <> 0 AS in_interrupt
FROM event
