-- SPDX-License-Identifier: Apache-2.0
-- title:       Folios that entered the page cache
-- needs:       filemap.mm_filemap_add_to_page_cache(i_ino, index, s_dev, pfn?, order?)
-- evidence:    exact; one event per folio
-- source:      include/trace/events/filemap.h; the field order came with the folio form of the event (6.1 and 6.12
--              have it, 5.10 has not), before any file system had large folios: no order means one page. Exact.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      dev UINTEGER  device of the file system, the kernel's dev_t (major << 20 | minor)
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      pfn UBIGINT  page frame of its first page
-- column:      folio_order UTINYINT  log2 of its pages; NULL where the event has no such field
-- column:      pages BIGINT  its pages: 2^folio_order, and 1 where the event has no order
-- column:      in_interrupt BOOLEAN  recorded in hard or soft interrupt context: not the doing of thread tid
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec,
  CAST(s_dev AS UINTEGER) AS dev,
  CAST(i_ino AS UBIGINT) AS ino,
  CAST(index AS UBIGINT) AS index,
  CAST(pfn AS UBIGINT) AS pfn,
  CAST("order" AS UTINYINT) AS folio_order,
  CASE WHEN "order" IS NULL THEN 1 ELSE CAST(1 AS BIGINT) << CAST("order" AS INTEGER) END AS pages,
  (common_flags & 24) <> 0 AS in_interrupt
FROM src."filemap.mm_filemap_add_to_page_cache"
