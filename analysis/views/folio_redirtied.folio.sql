-- SPDX-License-Identifier: Apache-2.0
-- title:       Folios the file system gave back unwritten while writing (C3): dirty again, without a new dirty event
-- needs:       probe.folio_account_redirty(ino?, dev?, index?, folio?, mapping?)
-- source:      mm/page-writeback.c folio_account_redirty, called by folio_redirty_for_writepage (its own first
--              argument is not the folio).
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when not recorded, or an anonymous folio
-- column:      ino UBIGINT  inode number; NULL with dev
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      folio UBIGINT  address of struct folio (struct page before 5.16); NULL when not recorded
-- column:      in_interrupt BOOLEAN  recorded in hard or soft interrupt context: not the doing of thread tid
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec,
  CASE WHEN dev <> 0 AND (COALESCE(CAST(mapping AS UBIGINT), 0) & 3) = 0 THEN CAST(dev AS UINTEGER) END AS dev,
  CASE WHEN dev <> 0 AND (COALESCE(CAST(mapping AS UBIGINT), 0) & 3) = 0 THEN CAST(ino AS UBIGINT) END AS ino,
  CAST(index AS UBIGINT) AS index,
  CAST(folio AS UBIGINT) AS folio,
  (common_flags & 24) <> 0 AS in_interrupt
FROM src."probe.folio_account_redirty"
