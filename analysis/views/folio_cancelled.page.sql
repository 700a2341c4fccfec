-- SPDX-License-Identifier: Apache-2.0
-- title:       Folios whose dirty bit was dropped without writing them: truncated, invalidated, or written by other means
-- needs:       probe.account_page_cleaned(ino?, dev?, index?, folio?, mapping?)
-- source:      mm/page-writeback.c account_page_cleaned, called by __cancel_dirty_page and by the removal of a dirty page; before 5.16
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when not recorded, or an anonymous folio
-- column:      ino UBIGINT  inode number; NULL with dev
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec,
  CASE WHEN dev <> 0 AND (COALESCE(CAST(mapping AS UBIGINT), 0) & 3) = 0 THEN CAST(dev AS UINTEGER) END AS dev,
  CASE WHEN dev <> 0 AND (COALESCE(CAST(mapping AS UBIGINT), 0) & 3) = 0 THEN CAST(ino AS UBIGINT) END AS ino,
  CAST(index AS UBIGINT) AS index
FROM src."probe.account_page_cleaned"
