-- SPDX-License-Identifier: Apache-2.0
-- title:       Folios whose dirty bit was dropped without writing them: truncated, invalidated, or written by other means
-- needs:       probe.__folio_cancel_dirty|account_page_cleaned(ino?, dev?, index?, folio?, mapping?)
-- evidence:    exact; entry of the function that drops the bit
-- source:      mm/page-writeback.c __folio_cancel_dirty, called when the folio is dirty; account_page_cleaned before 5.16, called
--              by __cancel_dirty_page and by the removal of a dirty page.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  entry of the function
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
  {{file_folio CAST(dev AS UINTEGER)}} AS dev,
  {{file_folio CAST(ino AS UBIGINT)}} AS ino,
  CAST(index AS UBIGINT) AS index,
  CAST(folio AS UBIGINT) AS folio,
  (common_flags & 24) <> 0 AS in_interrupt
FROM src."probe.__folio_cancel_dirty"
